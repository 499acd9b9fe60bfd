"""How a try to deliver something may fail."""

from __future__ import annotations


class NotDelivered(Exception):
    """One try failed; the text is the kind of failure and holds no address."""


class TargetGone(NotDelivered):
    """Trying again is no use: there is nobody to send to any more, or it is refused for good."""
