"""Words of danger inside Rasa: the rules again, and the second net on the vectors that are there anyway.

Sets `danger` on a message: level, score, rows and resources of both together (rasa_ext.danger_verdict).
"""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from frontdesk.interview.values import ITEM_9
from frontdesk.interview.wordings import Wording
from frontdesk.project.env import content_folder
from frontdesk.safety import Screen, load_screen
from rasa_ext.danger import DangerNet, read_examples, training_pieces
from rasa_ext.danger_verdict import together
from rasa_ext.embedding_cache import encode_all, kept
from rasa_ext.encoder import DANGER_TEXTS, DANGER_VECTORS, sentence_vector
from rasa_ext.minilm import model_folder
from rasa_ext.understanding_encoder import TwoLayerMiniLM
from rasa_ext.wishes import all_wordings, interview_questions

NEAR = ("faq_suicidal_ideation", "faq_emergencies")  # no ordinary words


def harmless_wordings(content: Path) -> list[Wording]:
    """What people say in the intake, but for the item about thoughts of death and for what the rules hear."""
    screen = load_screen(content / "safety")
    wordings = all_wordings(content, interview_questions(content))
    told = [wording for wording in wordings if wording.question != ITEM_9]
    return [wording for wording in told if screen.screen(wording.text).level == "none"]


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class DangerScore(GraphComponent):
    """Must stand after the encoder."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> DangerScore:
        return cls(model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> DangerScore:
        with model_storage.read_from(resource) as folder:
            screen = load_screen(content_folder() / "safety")
            screen.warm()
            return cls(model_storage, resource, (screen, DangerNet.load(folder)))

    def __init__(
        self, storage: ModelStorage, resource: Resource, nets: tuple[Screen, DangerNet] | None = None
    ) -> None:
        self._storage, self._resource, self._nets = storage, resource, nets

    def train(self, training_data: TrainingData) -> Resource:
        content = content_folder()
        examples = training_pieces(read_examples(content))
        told = [wording.text for wording in harmless_wordings(content)]
        encode = TwoLayerMiniLM(model_folder()).encode
        vectors = encode_all([text for text, _ in examples], encode, kept("danger_embeddings.npz"))
        vectors = np.vstack([vectors, encode_all(told, encode, kept("wish_embeddings.npz"))])
        examples += [(text, "none") for text in told]
        ordinary = [m for m in training_data.intent_examples if m.get(TEXT) and m.get(INTENT) not in NEAR]
        others = np.stack([sentence_vector(message) for message in ordinary])
        net = DangerNet.fit(
            [*(text for text, _ in examples), *(message.get(TEXT) for message in ordinary)],
            [*(level for _, level in examples), *["none"] * len(ordinary)],
            np.vstack([vectors, others]),
        )
        with self._storage.write_to(self._resource) as folder:
            net.save(folder)
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            vectors = message.get(DANGER_VECTORS)
            if self._nets is not None and vectors is not None:
                screen, net = self._nets
                heard = net.hear(message.get(DANGER_TEXTS), vectors)
                found = together(screen.screen(message.get(TEXT)), heard)
                message.set("danger", asdict(found), add_to_output=True)
        return messages
