"""`python -m tests.stories.check`: the stories through the trained model, as `rasa test core` does it.

The model's own guesses at answers are filled in first (renew.py): inside the loop nothing hangs on them.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from pathlib import Path

from frontdesk.project.env import load_env
from frontdesk.project.model import model_file
from rasa_ext.serve import hush, prepare
from tests.stories.renew import STORIES, renewed


async def failed(model: Path) -> list[str]:
    """The names of the stories that do not come out; raises when none was read."""
    from rasa.core.agent import Agent  # type: ignore[import-untyped]
    from rasa.core.test import _collect_story_predictions, _create_data_generator  # type: ignore[import-untyped]

    agent = Agent.load(model)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / STORIES.name
        await renewed(agent, STORIES, file)
        trackers = _create_data_generator(str(file), agent, None, True).generate_story_trackers()
        found, _, _ = await _collect_story_predictions(trackers, agent, use_e2e=True)
    told = len(found.failed_stories) + len(found.successful_stories)
    print(f"{told} stories, {len(found.failed_stories)} failed")
    return [story.sender_id for story in found.failed_stories]


def main() -> int:
    env = load_env()
    prepare(env)
    hush()
    model = model_file(env.data_dir)
    assert model, "train first: make train"
    names = asyncio.run(failed(model))
    print("\n".join(names))
    return 1 if names else 0


if __name__ == "__main__":
    sys.exit(main())
