"""Hears danger in what visitors write, by rules alone: no network, no database, no model.

Every rule is a row in data/safety that a clinician can read and change. Nothing here has been reviewed
by a clinician yet.
"""

from frontdesk.safety.check import check
from frontdesk.safety.figures import Figures, load_figures
from frontdesk.safety.replies import SPANISH, Choice, Replies, Reply, load_replies
from frontdesk.safety.screen import Screen, load_screen
from frontdesk.safety.told import Told, load_told
from frontdesk.safety.values import LEVELS, Level, Problem, SafetyDataError, Verdict

__all__ = [
    "LEVELS",
    "SPANISH",
    "Choice",
    "Figures",
    "Level",
    "Problem",
    "Replies",
    "Reply",
    "SafetyDataError",
    "Screen",
    "Told",
    "Verdict",
    "check",
    "load_figures",
    "load_replies",
    "load_screen",
    "load_told",
]
