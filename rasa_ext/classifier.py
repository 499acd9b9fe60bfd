"""The intent classifier as a Rasa graph component over rasa_ext.intents.IntentModel."""

from __future__ import annotations

from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier as RasaIntentClassifier
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from frontdesk.project.env import content_folder
from rasa_ext.combine import Understood, combine
from rasa_ext.encoder import VECTORS, sentence_vector
from rasa_ext.intents import IntentModel
from rasa_ext.pieces import Pieces
from rasa_ext.reader import PIECES
from rasa_ext.terms import Terms
from rasa_ext.understanding_acts import Mask

RANKED = 5


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class IntentClassifier(RasaIntentClassifier, GraphComponent):
    """Sets `intent`, `intent_ranking` (the real guesses, best first), `candidates`, `parts` and `missed`."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> IntentClassifier:
        return cls(model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> IntentClassifier:
        with model_storage.read_from(resource) as folder:
            return cls(model_storage, resource, IntentModel.load(folder, _mask()))

    def __init__(self, storage: ModelStorage, resource: Resource, model: IntentModel | None = None) -> None:
        self._storage = storage
        self._resource = resource
        self._model = model

    def train(self, training_data: TrainingData) -> Resource:
        examples = [m for m in training_data.intent_examples if m.get(TEXT) and m.get(INTENT)]
        embeddings = np.stack([sentence_vector(message) for message in examples])
        model = IntentModel.fit(
            [message.get(TEXT) for message in examples],
            [message.get(INTENT) for message in examples],
            embeddings,
            mask=_mask(),
            progress=lambda line: print(f"  {line}", flush=True),
        )
        with self._storage.write_to(self._resource) as folder:
            model.save(folder)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            if self._model is not None and message.get(TEXT):
                self._set(message, self._understand(message, self._model))
        return messages

    def _understand(self, message: Message, model: IntentModel) -> Understood:
        pieces = message.get(PIECES) or Pieces((message.get(TEXT),))
        vectors = message.get(VECTORS)
        if vectors is None:
            vectors = np.stack([sentence_vector(message)])
        rows = model.predict(list(pieces.texts), vectors)
        return combine(pieces, [model.decide(row) for row in rows])

    def _set(self, message: Message, understood: Understood) -> None:
        ranking = [{"name": name, "confidence": share} for name, share in understood.ranking[:RANKED]]
        intent = {"name": understood.intent, "confidence": float(understood.confidence)}
        message.set(INTENT, intent, add_to_output=True)
        message.set("intent_ranking", ranking, add_to_output=True)
        message.set("candidates", list(understood.candidates), add_to_output=True)
        message.set("parts", list(understood.parts), add_to_output=True)
        message.set("missed", understood.missed, add_to_output=True)
        message.set("extra", understood.extra, add_to_output=True)


def _mask() -> Mask:
    return Terms.load(content_folder() / "terms").masked
