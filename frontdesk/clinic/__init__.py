"""The clinic's content: facts, curated answers, fixed replies. Pure: files in, values out."""

from frontdesk.clinic.answers import Answer, Source, load_answers
from frontdesk.clinic.facts import Clinic, Filled, load_clinic
from frontdesk.clinic.problems import ContentError, Problem
from frontdesk.clinic.replies import HAND_OFF, Choice, Reply, load_replies

__all__ = [
    "HAND_OFF",
    "Answer",
    "Choice",
    "Clinic",
    "ContentError",
    "Filled",
    "Problem",
    "Reply",
    "Source",
    "load_answers",
    "load_clinic",
    "load_replies",
]
