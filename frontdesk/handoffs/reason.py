"""Why a visitor who asks for a person does so: what the assistant could not or may not answer just before."""

from __future__ import annotations

from frontdesk.chat.models import Conversation, Message
from frontdesk.handoffs.models import Case

ADVICE = {"medical_advice": Case.Kind.ADVICE, "misuse": Case.Kind.MISUSE}
LOOK_BACK = 6  # messages of the assistant: an older refusal is not why someone asks now
PASSING = ("greeting", "info")  # small talk in between changes nothing


def reason_for(conversation: Conversation) -> str:
    """The kind of case for this ask: advice or misuse declined, a question not answered, or just a person."""
    said = Message.objects.filter(conversation=conversation, sender=Message.Sender.ASSISTANT)
    for message in said.order_by("-seq").only("kind", "topic")[:LOOK_BACK]:
        if message.kind == "decline":
            return str(ADVICE.get(message.topic or "", Case.Kind.ADVICE))
        if message.kind == "unknown":
            return str(Case.Kind.UNANSWERED)
        if message.kind not in PASSING:
            break
    return str(Case.Kind.PERSON)
