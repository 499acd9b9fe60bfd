"""What is offered, left for later: that answers the offer, in the person's own words, and pauses nothing."""

from __future__ import annotations

import pytest

from frontdesk.interview import Turn, engine
from tests.interview.turns import TODAY, interview, state_at


@pytest.mark.parametrize("at", ["phq9_offer", "practical_offer"])
@pytest.mark.parametrize(
    "said", ["later please", "ok, do that later then", "later, when you call me", "can we do it later"]
)
def test_later_at_an_offer_is_its_answer(at: str, said: str) -> None:
    after = engine.step(interview(), state_at(at), Turn(said), TODAY).state
    assert (after.status, after.answers[at].value, after.answers[at].words) == ("open", "no", said)


@pytest.mark.parametrize(
    ("at", "said"),
    [
        ("practical_offer", "i need a break"),
        ("practical_offer", "i'll come back later"),
        ("transport", "later please"),
    ],
)
def test_who_leaves_for_now_pauses(at: str, said: str) -> None:
    after = engine.step(interview(), state_at(at), Turn(said), TODAY).state
    assert after.status == "paused" and at not in after.answers
