"""What stands in the way of a start is said in one plain line."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from frontdesk.project import launch

ROOT = Path(__file__).resolve().parents[2]


def test_a_busy_port_is_named_with_the_setting_that_changes_it(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        env = {**os.environ, "FRONTDESK_PORT": port, "FRONTDESK_DATA_DIR": str(tmp_path)}
        command = [sys.executable, "-m", "frontdesk.project.launch"]
        done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert f"port {port} is in use" in done.stderr and "FRONTDESK_PORT" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_full_disk_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from frontdesk.project.env import load_env

    usage = shutil.disk_usage(tmp_path)._replace(free=1024)
    monkeypatch.setattr(launch.shutil, "disk_usage", lambda _: usage)
    with pytest.raises(launch.CannotStart, match="nearly full"):
        launch._check_machine(load_env())


def test_a_step_that_the_system_killed_says_what_was_wanting() -> None:
    kill_itself = "import os, signal; os.kill(os.getpid(), signal.SIGKILL)"
    with pytest.raises(launch.CannotStart, match="memory"):
        launch._run([sys.executable, "-c", kill_itself], "training failed")


def test_a_missing_python_is_said_with_what_to_install(tmp_path: Path) -> None:
    (tmp_path / "deploy").mkdir()
    shutil.copy(ROOT / "deploy" / "setup.sh", tmp_path / "deploy")
    (tmp_path / "requirements.txt").write_text("six==1.16.0\n")
    tools = tmp_path / "bin"
    tools.mkdir()
    for name in ("bash", "dirname", "df", "awk", "grep"):
        (tools / name).symlink_to(shutil.which(name) or name)
    done = subprocess.run(
        ["bash", str(tmp_path / "deploy" / "setup.sh")],
        env={"PATH": str(tools)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "Python 3.10 is needed" in done.stderr and "uv" in done.stderr


def test_the_environment_wins_over_the_file_in_every_process(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("FRONTDESK_PORT=8000\n")
    (tmp_path / "Procfile").write_text("show: echo port $FRONTDESK_PORT\n")
    done = subprocess.run(
        launch.honcho_command(tmp_path),
        env={**os.environ, "FRONTDESK_PORT": "8100"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "port 8100" in done.stdout


SERVE = """
import signal
from frontdesk.project import launch
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background job starts deaf to it
launch.honcho_command = lambda root: ["sleep", "600"]
launch._wait_until_ready = lambda env, honcho: print(honcho.pid, flush=True)
launch._tell = lambda env: None
try:
    launch._serve(launch.load_env(), 0.0)
except KeyboardInterrupt:
    pass
"""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_ctrl_c_a_stop_and_a_closed_terminal_leave_no_process(number: int) -> None:
    command = [sys.executable, "-c", SERVE]
    launcher = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, start_new_session=True)
    assert launcher.stdout
    with launcher.stdout:
        started = int(launcher.stdout.readline())
        os.kill(launcher.pid, number)
        launcher.wait(30)
    with pytest.raises(ProcessLookupError):
        os.kill(started, 0)
