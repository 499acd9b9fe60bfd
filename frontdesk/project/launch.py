"""`make run`: everything a working product needs, in order, each step said as it happens."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx

from frontdesk.project.env import ROOT, Env, SettingsError, load_env
from frontdesk.project.model import model_is_current
from frontdesk.project.setup_env import write_env

READY_SECONDS = 180
FREE_BYTES = 500 * 1024 * 1024
KILLED = "the system ended this step, most likely for want of memory: training needs 9 GB."


class CannotStart(Exception):
    """Something outside the program is in the way; the message is one plain line."""


def main() -> int:
    """Run until Ctrl-C. Returns the exit code."""
    started = time.monotonic()
    try:
        if write_env():
            print("• Wrote .env with random secrets (keep a copy: stored text opens only with it)")
        env = load_env()
        _check_machine(env)
        prepare(env)
        return _serve(env, started)
    except (SettingsError, CannotStart) as problem:
        print(f"frontdesk: {problem}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("\n• Stopped.")
        return 0


def prepare(env: Env) -> None:
    """Database, static files and a model that fits the content; each is skipped when nothing changed."""
    env.data_dir.mkdir(parents=True, exist_ok=True)
    print("• Database", flush=True)
    _run(
        [sys.executable, "-m", "frontdesk", "migrate", "--verbosity", "0"],
        "the database could not be prepared",
    )
    _run([sys.executable, "-m", "frontdesk", "protect_audit"], "the audit log could not be protected")
    _run([sys.executable, "-m", "frontdesk", "check_keys"], "the stored text cannot be read")
    _run(
        [sys.executable, "-m", "frontdesk", "collectstatic", "--noinput", "--verbosity", "0"],
        "static files failed",
    )
    train(env)


def train(env: Env) -> None:
    """Train when the content changed since the newest model."""
    if model_is_current(env.data_dir):
        print("• Model is up to date", flush=True)
        return
    print("• Training the model from data/ (some minutes)", flush=True)
    _run(
        [sys.executable, "-m", "rasa_ext.train"],
        "training failed; `make check` names content faults by file and line",
    )


def child_env(env: Env) -> dict[str, str]:
    """The environment of our processes: the settings, unbuffered output, no telemetry."""
    return {
        **os.environ,
        "FRONTDESK_HOST": env.host,
        "FRONTDESK_PORT": str(env.port),
        "PORT": str(env.port),  # Honcho's own: an empty or odd one would end it
        "FRONTDESK_INTERNAL_SECRET": env.internal_secret,
        "FRONTDESK_ACTIONS_PORT": str(env.actions_port),
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}",
        "PYTHONUNBUFFERED": "1",
        "PYTHONWARNINGS": "ignore",
        "GIT_PYTHON_REFRESH": "quiet",
        "RASA_TELEMETRY_ENABLED": "false",
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "OMP_NUM_THREADS": os.environ.get("OMP_NUM_THREADS", "2"),
    }


def _check_machine(env: Env) -> None:
    env.data_dir.mkdir(parents=True, exist_ok=True)
    if shutil.disk_usage(env.data_dir).free < FREE_BYTES:
        raise CannotStart(f"the disk of {env.data_dir} is nearly full; free at least 500 MB and start again.")
    ports = (
        ("FRONTDESK_PORT", env.port),
        ("FRONTDESK_RASA_PORT", env.rasa_port),
        ("FRONTDESK_ACTIONS_PORT", env.actions_port),
    )
    for name, port in ports:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                raise CannotStart(
                    f"port {port} is in use; stop what uses it or set {name} in .env."
                ) from None


def _run(command: list[str], failure: str) -> None:
    done = subprocess.run(command, cwd=ROOT, env=child_env(load_env()), check=False)
    if done.returncode == -signal.SIGKILL:
        raise CannotStart(KILLED)
    if done.returncode != 0:
        raise CannotStart(failure + ".")


def honcho_command(root: Path) -> list[str]:
    """Start the Procfile of `root`; Honcho must not read .env, which would win over the environment."""
    options = ["--no-colour", "--app-root", str(root)]
    return [sys.executable, "-m", "honcho", *options, "start", "--env", os.devnull]


def _serve(env: Env, started: float) -> int:
    for number in (signal.SIGTERM, signal.SIGHUP):  # a closed terminal leaves nothing running either
        signal.signal(number, lambda *_: sys.exit(0))
    honcho = subprocess.Popen(honcho_command(ROOT), cwd=ROOT, env=child_env(env), start_new_session=True)
    try:
        _wait_until_ready(env, honcho)
        print(f"\n• Ready after {time.monotonic() - started:.0f} s", flush=True)
        _tell(env)
        return honcho.wait()
    finally:
        _stop(honcho)


def _wait_until_ready(env: Env, honcho: subprocess.Popen[bytes]) -> None:
    print("• Starting web, rasa, actions and worker", flush=True)
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline:
        if honcho.poll() is not None:
            raise CannotStart("a process ended while starting; its last lines are above.")
        try:
            if (
                httpx.get(f"http://127.0.0.1:{env.port}/readyz", timeout=5, trust_env=False).status_code
                == 200
            ):
                return
        except httpx.HTTPError:
            pass
        time.sleep(0.5)
    raise CannotStart(
        f"not ready after {READY_SECONDS} s; http://127.0.0.1:{env.port}/readyz says which part."
    )


def _tell(env: Env) -> None:
    base = f"http://{'localhost' if env.host in ('127.0.0.1', '0.0.0.0') else env.host}:{env.port}"
    print(f"\n  Clinic page with the assistant   {base}/")
    print(f"  Staff console                    {base}/staff/", flush=True)
    subprocess.run(
        [sys.executable, "-m", "frontdesk", "first_staff"], cwd=ROOT, env=child_env(env), check=False
    )
    print("\n  Stop with Ctrl-C.\n", flush=True)


def _stop(honcho: subprocess.Popen[bytes]) -> None:
    if honcho.poll() is None:
        honcho.send_signal(signal.SIGTERM)
        try:
            honcho.wait(15)
        except subprocess.TimeoutExpired:
            os.killpg(honcho.pid, signal.SIGKILL)
            honcho.wait()


if __name__ == "__main__":
    sys.exit(main())
