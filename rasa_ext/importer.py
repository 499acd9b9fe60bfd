"""Curated content as Rasa training data: data/faq and data/replies beside the hand-written files.

`rasa train`, `rasa data validate`, `rasa test` and `rasa shell` all read the project through this
importer, so an answer's text stays in its one file and nothing generated is kept.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from rasa.shared.core.domain import Domain
from rasa.shared.core.training_data.story_reader.yaml_story_reader import YAMLStoryReader
from rasa.shared.core.training_data.structures import StoryGraph
from rasa.shared.importers.rasa import RasaFileImporter
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from rasa.shared.utils.common import cached_method

from frontdesk.clinic import Answer, Clinic, Reply, load_answers, load_clinic, load_replies
from rasa_ext import after_answers

HAND_WRITTEN = ("nlu", "rules", "stories")
_SAID = re.compile(r"action:\s*(utter_\w+)")


class FrontdeskImporter(RasaFileImporter):
    """Reads `<data>/nlu`, `<data>/rules`, `<data>/stories` as Rasa does, and the content beside them."""

    def __init__(
        self,
        config_file: str | None = None,
        domain_path: str | None = None,
        training_data_paths: list[str] | str | None = None,
    ) -> None:
        paths = (
            [training_data_paths] if isinstance(training_data_paths, str) else training_data_paths or ["data"]
        )
        roots = [Path(path) for path in paths]
        self._content = next((root for root in roots if (root / "clinic.yml").is_file()), Path("data"))
        # other YAML files of ours must not be taken for Rasa's
        inner = [str(root / name) for root in roots for name in HAND_WRITTEN if (root / name).is_dir()]
        super().__init__(config_file, domain_path, inner or [str(root) for root in roots])

    @cached_method
    def get_domain(self) -> Domain:
        return super().get_domain().merge(Domain.from_dict(self._domain()))

    def get_stories(self, exclusion_percentage: int | None = None) -> StoryGraph:
        steps = YAMLStoryReader().read_from_parsed_yaml({"version": "3.1", "rules": self._rules()})
        return super().get_stories(exclusion_percentage).merge(StoryGraph(steps))

    def get_nlu_data(self, language: str | None = "en") -> TrainingData:
        return self._nlu_data(language)

    @cached_method
    def _nlu_data(self, language: str | None) -> TrainingData:
        answers = self._answers()
        asked = [(ask, slug) for slug, a in answers.items() for ask in (*a.asks, a.title)]
        asked += after_answers.examples(
            self._content,
            after_answers.titles_of(answers),
            {slug: answer.asks for slug, answer in answers.items()},
        )
        messages = [
            Message(data={TEXT: text, INTENT: intent_of(topic) if topic in answers else topic})
            for text, topic in asked
        ]
        hand = super().get_nlu_data(language)
        # TrainingData.merge would copy every message deeply, which takes seconds
        return TrainingData(
            [*hand.training_examples, *messages],
            hand.entity_synonyms,
            hand.regex_features,
            hand.lookup_tables,
            hand.responses,
        )

    @cached_method
    def _answers(self) -> dict[str, Answer]:
        return load_answers(self._content)

    def _domain(self) -> dict[str, Any]:
        clinic = load_clinic(self._content)
        answers, replies = self._answers(), load_replies(self._content)
        responses = {f"utter_{intent_of(a.slug)}": [_answer(a, clinic)] for a in answers.values()}
        used = self._said_by_rules()
        responses |= {
            f"utter_{reply.id}": [_reply(reply, clinic)]
            for reply in replies.values()
            if f"utter_{reply.id}" in used  # what only actions and `web` say is no response of Rasa's
        }
        return {"version": "3.1", "intents": [intent_of(slug) for slug in answers], "responses": responses}

    def _said_by_rules(self) -> set[str]:
        # the files and not the stories: Rasa reads those with the domain at hand
        files = (file for name in ("rules", "stories") for file in (self._content / name).glob("*.yml"))
        by_hand = {name for file in files for name in _SAID.findall(file.read_text("utf-8"))}
        return by_hand | {
            step["action"] for rule in self._rules() for step in rule["steps"] if "action" in step
        }

    def _rules(self) -> list[dict[str, Any]]:
        topics = [intent_of(slug) for slug in self._answers()]
        practical = [reply for reply in load_replies(self._content) if reply.startswith("clinic_")]
        return [_rule(intent) for intent in (*topics, *practical)]


def intent_of(slug: str) -> str:
    """The intent of an FAQ topic."""
    return f"faq_{slug}"


def _rule(intent: str) -> dict[str, Any]:
    return {"rule": f"answer {intent}", "steps": [{"intent": intent}, {"action": f"utter_{intent}"}]}


def _answer(answer: Answer, clinic: Clinic) -> dict[str, Any]:
    # the web process shows the answer from its file, with sources; the text here is for `rasa shell`
    return {"text": _no_slots(clinic.fill(answer.short)), "custom": {"answer": answer.slug}}


def _reply(reply: Reply, clinic: Clinic) -> dict[str, Any]:
    return {"text": _no_slots(clinic.fill(reply.text)), "custom": {"reply": reply.id}}


def _no_slots(text: str) -> str:
    return text.replace("{", "(").replace("}", ")") or "…"
