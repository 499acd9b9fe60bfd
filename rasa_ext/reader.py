"""Taking a message apart as a Rasa graph component: sets `pieces`, which the encoder encodes at once."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from frontdesk.clinic import load_answers
from frontdesk.project.env import content_folder
from rasa_ext.after_answers import titles_of
from rasa_ext.joints import Joints, read_joined
from rasa_ext.pieces import Reader

PIECES = "pieces"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class MessageReader(GraphComponent):
    """Learns the vocabulary of the examples; splits, repairs and puts in context at run time."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> MessageReader:
        return cls(model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> MessageReader:
        with model_storage.read_from(resource) as folder:
            reader = Reader.load(folder, content_folder() / "terms")
        reader.warm()
        return cls(model_storage, resource, reader)

    def __init__(self, storage: ModelStorage, resource: Resource, reader: Reader | None = None) -> None:
        self._storage, self._resource, self._reader = storage, resource, reader

    def train(self, training_data: TrainingData) -> Resource:
        folder = content_folder()
        texts = [str(m.get(TEXT)) for m in training_data.intent_examples if m.get(TEXT)]
        titles = titles_of(load_answers(folder))
        with self._storage.write_to(self._resource) as target:
            joints = Joints.fit(text for text, _ in read_joined(folder / "terms"))
            Reader(texts, titles, folder / "terms", joints).save(target)
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        return training_data  # examples are learned as they are written

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            if self._reader is not None and message.get(TEXT):
                about = message.get("metadata") or {}
                loop, last_topic = bool(about.get("active_loop")), about.get("last_topic") or None
                message.set(PIECES, self._reader.read(message.get(TEXT), last_topic, in_intake=loop))
        return messages
