"""The OpenAPI description, kept beside the views and tested against what they answer."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML


@lru_cache(maxsize=1)
def document() -> dict[str, Any]:
    """openapi.yaml as plain values."""
    loaded: dict[str, Any] = YAML(typ="safe").load(
        (Path(__file__).parent / "openapi.yaml").read_text("utf-8")
    )
    return loaded
