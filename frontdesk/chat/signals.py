"""What chat announces to the apps that may know about it; chat itself imports none of them."""

from django.dispatch import Signal

# Sent inside the transaction that stores the reply: conversation, message, level, rows, now.
danger_heard = Signal()
# Sent inside the transaction that stores an ordinary reply to a soft_check message: a reason to check in,
# no alarm. conversation, message, rows, now.
check_in_heard = Signal()
# Asked of a message that was told "not saved": conversation, seq. A receiver returns True when its answer was
# saved after all, by an action that ended before it could say so.
saved_asked = Signal()
# Sent before a conversation is emptied: conversation, now.
erase_asked = Signal()
