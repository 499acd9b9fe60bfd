"""rasa_ext.wishes as a Rasa graph component: sets `wish` on a message, no extra encoder pass."""

from __future__ import annotations

from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from frontdesk.interview.wordings import Wording
from frontdesk.project.env import content_folder
from rasa_ext.embedding_cache import encode_all, kept
from rasa_ext.encoder import VECTORS, sentence_vector
from rasa_ext.minilm import model_folder
from rasa_ext.understanding_encoder import TwoLayerMiniLM
from rasa_ext.wishes import (
    QUESTION,
    WishModel,
    all_wordings,
    as_told,
    interview_questions,
    some_of,
)

ASKED = ("faq_", "clinic_")  # intents that are questions to the clinic


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class WishReader(GraphComponent):
    """Must stand after the encoder."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> WishReader:
        return cls(model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> WishReader:
        with model_storage.read_from(resource) as folder:
            return cls(model_storage, resource, WishModel.load(folder))

    def __init__(self, storage: ModelStorage, resource: Resource, model: WishModel | None = None) -> None:
        self._storage, self._resource, self._model = storage, resource, model

    def train(self, training_data: TrainingData) -> Resource:
        content = content_folder()
        questions = interview_questions(content)
        wordings = all_wordings(content, questions)
        encoder = TwoLayerMiniLM(model_folder())
        texts = [wording.text for wording in wordings]
        vectors = encode_all(texts, encoder.encode, kept("wish_embeddings.npz"))
        asked = [
            message
            for message in training_data.intent_examples
            if message.get(TEXT) and str(message.get(INTENT)).startswith(ASKED)
        ]
        asked = some_of(asked)
        wordings += [Wording(str(message.get(TEXT)), QUESTION) for message in asked]
        others = np.stack([sentence_vector(message) for message in asked])
        model = WishModel.fit(wordings, np.vstack([vectors, others]), questions)
        with self._storage.write_to(self._resource) as folder:
            model.save(folder)
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            vectors = message.get(VECTORS)
            if self._model is not None and vectors is not None and message.get(TEXT):
                heard = self._model.hear(str(message.get(TEXT)), vectors[0])
                message.set("wish", as_told(heard), add_to_output=True)
        return messages
