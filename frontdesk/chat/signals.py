"""What chat announces to the apps that may know about it; chat itself imports none of them."""

from django.dispatch import Signal

# Sent inside the transaction that stores the reply: conversation, message, level, rows, now.
danger_heard = Signal()
# Sent before a conversation is emptied: conversation, now.
erase_asked = Signal()
