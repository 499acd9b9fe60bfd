"""Settings are read once, checked, and a bad one is named without being shown."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from frontdesk.project.env import SettingsError, load_env
from frontdesk.project.setup_env import write_env

GOOD = {
    "DJANGO_SECRET_KEY": "k" * 60,
    "FRONTDESK_FIELD_KEYS": Fernet.generate_key().decode(),
    "FRONTDESK_INTERNAL_SECRET": "s" * 40,
}


@pytest.mark.promise("P16")
@pytest.mark.parametrize("name", list(GOOD))
def test_a_missing_secret_is_named(tmp_path: Path, name: str) -> None:
    with pytest.raises(SettingsError, match=name):
        load_env(tmp_path, {key: value for key, value in GOOD.items() if key != name})


@pytest.mark.promise("P16")
@pytest.mark.parametrize(
    ("change", "name"),
    [
        ({"FRONTDESK_FIELD_KEYS": "not-a-key"}, "FRONTDESK_FIELD_KEYS"),
        ({"DJANGO_SECRET_KEY": "short", "FRONTDESK_PRODUCTION": "on"}, "DJANGO_SECRET_KEY"),
        ({"FRONTDESK_INTERNAL_SECRET": "short", "FRONTDESK_PRODUCTION": "on"}, "FRONTDESK_INTERNAL_SECRET"),
        ({"FRONTDESK_FLOOD_LIMITS": "off", "FRONTDESK_PRODUCTION": "on"}, "FRONTDESK_FLOOD_LIMITS"),
        ({"FRONTDESK_PORT": "80000"}, "FRONTDESK_PORT"),
        ({"FRONTDESK_PRODUCTION": "maybe"}, "FRONTDESK_PRODUCTION"),
    ],
)
def test_a_bad_value_is_named_and_not_shown(tmp_path: Path, change: dict[str, str], name: str) -> None:
    with pytest.raises(SettingsError, match=name) as caught:
        load_env(tmp_path, {**GOOD, **change})
    assert "short" not in str(caught.value) and "not-a-key" not in str(caught.value)


def test_the_first_env_file_is_private_random_and_good(tmp_path: Path) -> None:
    example = (Path(__file__).resolve().parents[2] / ".env.example").read_text()
    folders = [tmp_path / "a", tmp_path / "b"]
    for folder in folders:
        folder.mkdir()
        (folder / ".env.example").write_text(example)
        assert write_env(folder)
        assert stat.S_IMODE((folder / ".env").stat().st_mode) == 0o600
    first, second = (load_env(folder, {}) for folder in folders)
    assert first.secret_key != second.secret_key and first.field_keys != second.field_keys
    assert load_env(folders[0], {"FRONTDESK_PRODUCTION": "on"}).production


def test_an_env_file_that_is_there_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("DJANGO_SECRET_KEY=mine\n")
    assert not write_env(tmp_path)
    assert (tmp_path / ".env").read_text() == "DJANGO_SECRET_KEY=mine\n"
