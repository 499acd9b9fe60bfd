"""The second net as a Rasa graph component: sets `danger` on a message, no extra encoder pass."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from frontdesk.project.env import content_folder
from rasa_ext.danger import DangerNet, read_examples
from rasa_ext.embedding_cache import encode_all
from rasa_ext.encoder import CACHE, VECTORS, sentence_vector
from rasa_ext.minilm import model_folder
from rasa_ext.understanding_encoder import TwoLayerMiniLM


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
            return cls(model_storage, resource, DangerNet.load(folder))

    def __init__(self, storage: ModelStorage, resource: Resource, net: DangerNet | None = None) -> None:
        self._storage, self._resource, self._net = storage, resource, net

    def train(self, training_data: TrainingData) -> Resource:
        examples = read_examples(content_folder())
        cache = os.environ.get(CACHE)
        file = Path(cache).with_name("danger_embeddings.npz") if cache else None
        encoder = TwoLayerMiniLM(model_folder())
        vectors = encode_all([text for text, _ in examples], encoder.encode, file)
        ordinary = [m for m in training_data.intent_examples if m.get(TEXT)]
        others = np.stack([sentence_vector(message) for message in ordinary])
        levels = [level for _, level in examples] + ["none"] * len(ordinary)
        net = DangerNet.fit(np.vstack([vectors, others]), levels)
        with self._storage.write_to(self._resource) as folder:
            net.save(folder)
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            vectors = message.get(VECTORS)
            if self._net is not None and vectors is not None:
                level, score = self._net.hear(vectors)
                message.set("danger", {"level": level, "score": round(score, 3)}, add_to_output=True)
        return messages
