"""`python -m tests.stories.renew`: write the trained model's own guesses at answers into test_intake.yml.

Inside the loop nothing hangs on the intent of an answer, yet `rasa test` compares it. Only those lines are
renewed; the intents of starts and of questions in between are what the stories hold, and stay.
"""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

STORIES = Path(__file__).with_name("test_intake.yml")
LOOP = "intake_form"


def answers(steps: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The visitor's turns that the loop takes itself."""
    inside, found = False, []
    for place, step in enumerate(steps):
        if "active_loop" in step:
            inside = step["active_loop"] == LOOP
        elif "user" in step and inside and steps[place + 1].get("action") == LOOP:
            found.append(step)
    return found


async def renewed(agent: Any, source: Path, to: Path) -> None:
    """Write `source` to `to` with the guesses of the agent's model."""
    yaml = YAML()
    yaml.preserve_quotes = True  # type: ignore[assignment]
    yaml.indent(mapping=2, sequence=4, offset=2)
    stories = yaml.load(source)
    for story in stories["stories"]:
        for step in answers(story["steps"]):
            parsed = await agent.parse_message(str(step["user"]).strip())
            step["intent"] = parsed["intent"]["name"]
    yaml.dump(stories, to)


async def renew(model: Path) -> None:
    """Rewrite the file with the guesses of `model`."""
    from rasa.core.agent import Agent  # type: ignore[import-untyped]

    await renewed(Agent.load(model), STORIES, STORIES)


if __name__ == "__main__":
    from frontdesk.project.env import load_env
    from frontdesk.project.model import model_file

    newest = model_file(load_env().data_dir)
    assert newest, "train first: make train"
    asyncio.run(renew(newest))
