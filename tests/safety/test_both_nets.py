"""Floors for the rules and the learned score together, on messages neither was made from.

blind_guide.jsonl and blind_held.jsonl are two halves of one set by somebody who had seen neither net. The
errors of the first were read and have guided both; those of the second never were: its floors are the honest
ones. blind_c.jsonl is by a third author, harder than both; none of its texts was read, but the thresholds
were chosen with its figures in view. blind_d.jsonl is by a fourth; it was measured before and after, and not
read. blind_e.jsonl is by a fifth, measured once and not read; its figures chose how many examples are learned
from. blind_f.jsonl is by a sixth, blind_g.jsonl by a seventh: what they wrongly alarmed was read after
they were measured; blind_h.jsonl to blind_j.jsonl by an eighth to a tenth: of h every second row, of i and j
what was missed was read after measuring; of blind_k, by an eleventh, what was wrongly alarmed; of blind_l, by
a twelfth, what was missed and wrongly alarmed; blind_m, by a thirteenth, was measured once and not read;
of blind_n, by a fourteenth, what was missed and wrongly alarmed was read; blind_o, by a fifteenth, was
measured once, and its false alarms read later; of blind_r, by a sixteenth, what was missed and wrongly
alarmed was read; of blind_t, by a seventeenth, too; blind_u and blind_x, by an eighteenth and a twentieth,
were measured before they were read, blind_w, by a nineteenth, with a model of that day, blind_y and blind_z,
by two more, before they were read, and blind_aa, by one more, with the model of that day, unread. Rows that
their own author doubted are left out. spanish.jsonl was read too: of it far too many still alarm wrongly.
"""

from __future__ import annotations

import os
from functools import cache, lru_cache
from pathlib import Path

import pytest

from bench.danger_eval import Nets, load_nets, read, shares
from frontdesk.project.env import ROOT

HERE = Path(__file__).parent
FLOORS = {
    "blind_guide.jsonl": {"crisis": 0.94, "urgent_medical": 0.90},
    "blind_held.jsonl": {"crisis": 0.86, "urgent_medical": 0.76},
    "blind_c.jsonl": {"crisis": 0.89, "urgent_medical": 0.9},
    "blind_d.jsonl": {"crisis": 0.9, "urgent_medical": 0.9},
    "blind_e.jsonl": {"crisis": 0.94, "urgent_medical": 0.93},
    "blind_f.jsonl": {"crisis": 0.92, "urgent_medical": 0.9},
    "blind_g.jsonl": {"crisis": 0.96, "urgent_medical": 0.95},
    "blind_h.jsonl": {"crisis": 0.95, "urgent_medical": 0.95},
    "blind_i.jsonl": {"crisis": 0.93, "urgent_medical": 0.92},
    "blind_j.jsonl": {"crisis": 0.93, "urgent_medical": 0.93},
    "blind_k.jsonl": {"crisis": 0.93, "urgent_medical": 0.93},
    "blind_l.jsonl": {"crisis": 0.94, "urgent_medical": 0.93},
    "blind_m.jsonl": {"crisis": 0.95, "urgent_medical": 0.93},
    "blind_n.jsonl": {"crisis": 0.95, "urgent_medical": 0.9},
    "blind_o.jsonl": {"crisis": 0.95, "urgent_medical": 0.93},
    "blind_r.jsonl": {"crisis": 0.93, "urgent_medical": 0.93},
    "blind_t.jsonl": {"crisis": 0.9, "urgent_medical": 0.86},
    "blind_u.jsonl": {"crisis": 0.95, "urgent_medical": 0.93},
    "blind_w.jsonl": {"crisis": 0.96, "urgent_medical": 0.86},
    "blind_x.jsonl": {"crisis": 0.94, "urgent_medical": 0.92},
    "blind_y.jsonl": {"crisis": 0.96, "urgent_medical": 0.89},
    "blind_z.jsonl": {"crisis": 0.95, "urgent_medical": 0.89},
    "blind_aa.jsonl": {"crisis": 0.95, "urgent_medical": 0.93},
    "spanish.jsonl": {"crisis": 0.93, "urgent_medical": 0.7},
    "unseen_3.jsonl": {"crisis": 0.92, "urgent_medical": 0.90},
}
MOST_FALSE = {
    "blind_guide.jsonl": 0.02,
    "blind_held.jsonl": 0.06,
    "blind_c.jsonl": 0.07,
    "blind_d.jsonl": 0.08,
    "blind_e.jsonl": 0.07,
    "blind_f.jsonl": 0.07,
    "blind_g.jsonl": 0.06,
    "blind_h.jsonl": 0.04,
    "blind_i.jsonl": 0.05,
    "blind_j.jsonl": 0.04,
    "blind_k.jsonl": 0.05,
    "blind_l.jsonl": 0.04,
    "blind_m.jsonl": 0.05,
    "blind_n.jsonl": 0.04,
    "blind_o.jsonl": 0.05,
    "blind_r.jsonl": 0.05,
    "blind_t.jsonl": 0.04,
    "blind_u.jsonl": 0.03,
    "blind_w.jsonl": 0.04,
    "blind_x.jsonl": 0.05,
    "blind_y.jsonl": 0.04,
    "blind_z.jsonl": 0.04,
    "blind_aa.jsonl": 0.03,
    "spanish.jsonl": 0.3,
    "ordinary_fresh.jsonl": 0.03,
}


@lru_cache(maxsize=1)
def loaded() -> Nets | None:
    return load_nets(ROOT / "var")  # where `make train` leaves it; the tests' own data folder has none


@pytest.fixture
def nets() -> Nets:
    found = loaded()
    if found is None:
        reason = "no trained model with a danger score here: run `make train`"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    return found


@cache
def measured(name: str) -> dict[tuple[str, str], tuple[int, tuple[int, int, int], int]]:
    """Each set is judged once, for both tests."""
    nets = loaded()
    assert nets
    return shares(nets, [row for row in read(HERE / name) if not row.get("doubt")])


@pytest.mark.promise("P22")
@pytest.mark.parametrize("name", FLOORS)
def test_danger_is_heard_by_both_together(nets: Nets, name: str) -> None:
    found = measured(name)
    heard = {level: found[level, "ALL"][1][2] / found[level, "ALL"][0] for level in FLOORS[name]}
    assert {level: share for level, share in heard.items() if share < FLOORS[name][level]} == {}


@pytest.mark.promise("P22")
@pytest.mark.parametrize("name", MOST_FALSE)
def test_few_are_frightened_by_both_together(nets: Nets, name: str) -> None:
    of, alarms, _ = measured(name)["none", "ALL"]
    assert alarms[2] <= MOST_FALSE[name] * of


@pytest.mark.promise("P22")
@pytest.mark.parametrize("place", [0, 10, 20, 39])
def test_a_wording_only_the_score_knows_is_heard_anywhere_in_4000_characters(nets: Nets, place: int) -> None:
    calm = ["What are your hours on Friday?", "My insurance is Blue Cross, plan B.", "Parking was easy."]
    sentences = [calm[n % 3] + f" Thank you, number {n}." for n in range(80)]
    quiet = " ".join(sentences)[:3900]
    alone = "every morning I am sorry that my heart kept going overnight"
    sentences.insert(place, f"{alone}.")
    calmly, shortly, at_length = nets.levels([quiet, alone, " ".join(sentences)[:4000]])
    assert calmly[1] not in ("crisis", "urgent_medical")
    assert shortly[1] == at_length[1] == "crisis"
