"""The words that an alarm kept from the intake's open question: they are offered when the intake goes on.

Words of danger that the rules are sure of never reach Rasa, so nothing of such a message was taken as an
answer, though it may hold one: "zoloft, therapy for years, and most days I want to not wake up".
"""

from __future__ import annotations

from uuid import UUID

from frontdesk.chat.models import Message

MARK = "interrupted"  # in the trace of the reply to the alarm
KEEP = "keep_words"  # the choice beneath the question that is asked again


def interrupted_words(conversation: UUID, *, before: int) -> str:
    """What was written to the open question, as of message number `before`.

    "" where nothing was, and once the question was asked again without the offer, or another one was.
    """
    seen = Message.objects.filter(conversation_id=conversation, seq__lt=before)
    alarm = seen.filter(trace__has_key=MARK).order_by("-seq").first()
    if alarm is None or alarm.in_reply_to is None:
        return ""
    asked = [
        {choice["id"] for choice in question.payload["choices"]}
        for question in seen.filter(kind__in=("question", "review"), seq__gt=alarm.seq)
    ]
    return alarm.in_reply_to.text if not asked or (len(asked) == 1 and KEEP in asked[0]) else ""
