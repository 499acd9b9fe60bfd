"""What a button means to Rasa: the intent that a choice's id stands for."""

from __future__ import annotations

from collections.abc import Collection

MORE = "more_"


def intent_of_choice(choice: str, intents: Collection[str]) -> str:
    """An FAQ slug is its topic, `more_<slug>` asks for more, an intent's name is that intent.

    Anything else is a choice of the interview (`choose`), which the open question knows.
    """
    if f"faq_{choice}" in intents:
        return f"faq_{choice}"
    if choice.startswith(MORE) and f"faq_{choice[len(MORE) :]}" in intents:
        return "tell_me_more"
    if choice == "call_me":
        return "talk_to_person"
    return choice if choice in intents else "choose"
