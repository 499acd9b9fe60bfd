"""The intent classifier as a Rasa graph component over rasa_ext.intents.IntentModel."""

from __future__ import annotations

import logging
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

from rasa_ext.encoder import sentence_vector
from rasa_ext.intents import IntentModel

log = logging.getLogger("rasa_ext")
KIND_INTENT = {"clarify": "clarify", "unknown": "nlu_fallback"}
RANKED = 5


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class IntentClassifier(RasaIntentClassifier, GraphComponent):
    """Sets `intent`, `intent_ranking` (the real guesses, best first) and `candidates` on a message."""

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
            return cls(model_storage, resource, IntentModel.load(folder))

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
            progress=lambda line: print(f"  {line}", flush=True),
        )
        with self._storage.write_to(self._resource) as folder:
            model.save(folder)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        wanted = [message for message in messages if message.get(TEXT)]
        if self._model is None or not wanted:
            return messages
        texts = [message.get(TEXT) for message in wanted]
        vectors = np.stack([sentence_vector(message) for message in wanted])
        for message, row, text, vector in zip(wanted, self._model.predict(texts, vectors), texts, vectors):
            self._set(message, row, text, vector)
        return messages

    def _set(self, message: Message, row: np.ndarray, text: str, vector: np.ndarray) -> None:
        assert self._model is not None
        decision = self._model.decide(row, text=text, embedding=vector)
        best = np.argsort(row)[::-1][:RANKED]
        ranking = [{"name": self._model.labels[i], "confidence": float(row[i])} for i in best]
        name = KIND_INTENT.get(decision.kind, decision.intent)
        message.set(INTENT, {"name": name, "confidence": float(decision.confidence)}, add_to_output=True)
        message.set("intent_ranking", ranking, add_to_output=True)
        message.set("candidates", list(decision.candidates), add_to_output=True)
