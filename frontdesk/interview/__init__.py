"""The intake interview: questions from data, reading of answers, what comes next, scores and red flags.

Pure: no Django, no Rasa, no clock. Start with `load_interview` and `engine.step`.
"""

from frontdesk.interview.load import check, load_interview
from frontdesk.interview.values import (
    Answer,
    ContentErrors,
    Draft,
    Interview,
    Outcome,
    Problem,
    Question,
    State,
    Turn,
    Understanding,
)

__all__ = [
    "Answer",
    "ContentErrors",
    "Draft",
    "Interview",
    "Outcome",
    "Problem",
    "Question",
    "State",
    "Turn",
    "Understanding",
    "check",
    "load_interview",
]
