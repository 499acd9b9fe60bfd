"""What the second net for words of danger reads of a message."""

from __future__ import annotations

from pathlib import Path

from rasa_ext.joints import Joints, read_joined
from rasa_ext.pieces import REPAIRED, Reader

TERMS = Path(__file__).resolve().parents[2] / "data/terms"
EXAMPLES = ["can i drive home", "can i drive after an infusion", "will somebody drive me home"]


def test_the_second_net_reads_an_english_message_without_its_slips_and_any_other_as_it_is() -> None:
    joints = Joints.fit(["how much is it || and where are you", "can i drive and eat"])
    reader = Reader([*EXAMPLES, *EXAMPLES], {}, TERMS, joints)
    assert reader.read("can i drve home", None).heard == "can i drive home"
    spanish = "Quiero morirme, ya no puedo más con esta vida"
    assert reader.read(spanish, None).heard == spanish
    long = "can i drve home. " * 1500
    assert len(reader.read(long, None).heard) > len(long[REPAIRED:])


def test_a_short_message_after_an_answer_leans_on_it_unless_it_clearly_asks_two_things() -> None:
    joints = Joints.fit([text for text, _ in read_joined(TERMS)])
    titles = {"onset": "How soon does it work?"}
    reader = Reader([*EXAMPLES, *EXAMPLES], titles, TERMS, joints)
    text = "and it hangs on for how long"
    assert reader.read(text, None).segments is not None  # without an answer it may be two things
    assert reader.read(text, "onset").reask is not None
    assert reader.read("does insurance pay and whats the price", "onset").reask is None
