"""Train the model quietly, with progress: what `rasa train` does, without its chatter."""

from __future__ import annotations

import os
import sys
import time

from frontdesk.clinic import ContentError
from frontdesk.project.env import ROOT, load_env
from frontdesk.project.model import mark_current, model_folder
from rasa_ext.serve import hush, prepare

NAME = "frontdesk"
CACHE = "FRONTDESK_EMBEDDING_CACHE"  # as rasa_ext.embedding_cache reads it; not imported, Rasa loads slowly


def main() -> int:
    """Train from the project's files into the data folder; write down what it was trained from."""
    env = load_env()
    prepare(env)
    os.environ[CACHE] = str(env.data_dir / "cache" / "embeddings.npz")
    # Rasa keeps what a component learned as long as the component's class and Rasa's own training data are
    # the same, but ours also read data/safety, data/terms and modules beside them
    os.environ["RASA_MAX_CACHE_SIZE"] = "0"
    from rasa.model_training import train

    hush()
    started = time.monotonic()
    folder = model_folder(env.data_dir)
    folder.mkdir(parents=True, exist_ok=True)
    try:
        train(
            domain=str(ROOT / "domain.yml"),
            config=str(ROOT / "config.yml"),
            training_files=str(env.content_dir),
            output=str(folder),
            fixed_model_name=NAME,
            force_training=True,
        )
    except ContentError as error:
        print(error, file=sys.stderr)
        return 1
    mark_current(env.data_dir)
    print(f"  trained in {time.monotonic() - started:.0f} s", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
