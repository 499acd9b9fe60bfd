"""The real processes of the Procfile on free loopback ports, each to be killed, frozen and started again."""

from __future__ import annotations

import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

import httpx

ROOT = Path(__file__).resolve().parents[2]
READY_SECONDS = 120
NAMES = ("web", "rasa", "actions", "worker", "watch", "sweep")


def free_ports(count: int) -> list[int]:
    """Ports nobody listens on now, below those that Linux gives to outgoing connections: such a one could
    sit on a port between this look and the process that is to listen there."""
    found: list[int] = []
    while len(found) < count:
        port = random.randrange(20_000, 32_000)
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
        if port not in found:
            found.append(port)
    return found


class Stack:
    """All four processes over one data folder. `log(name)` is everything a process has printed."""

    def __init__(self, folder: Path, **settings: str) -> None:
        self.folder = folder
        web, rasa, actions, host = free_ports(4)
        # host: another site, the clinic's own, that embeds the chat (tests/browser/hosts.py listens there)
        self.ports = {"web": web, "rasa": rasa, "actions": actions, "host": host}
        self.base = f"http://127.0.0.1:{web}"
        self.env = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "frontdesk.project.settings",
            "FRONTDESK_DATA_DIR": str(folder),
            "FRONTDESK_HOST": "127.0.0.1",
            "FRONTDESK_PORT": str(web),
            "FRONTDESK_RASA_PORT": str(rasa),
            "FRONTDESK_ACTIONS_PORT": str(actions),
            "FRONTDESK_FLOOD_LIMITS": "off",
            "FRONTDESK_EMBED_ORIGINS": f"http://127.0.0.1:{host}",
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
            "PYTHONWARNINGS": "ignore",
            "PYTHONUNBUFFERED": "1",
            **settings,
        }
        self.only_for: dict[str, dict[str, str]] = {}  # settings of one process, from its next start
        self._running: dict[str, subprocess.Popen[bytes]] = {}

    def prepare(self, models: Path | None = None) -> None:
        """Database, static files and the trained model of `models`."""
        self.folder.mkdir(parents=True, exist_ok=True)
        if models:
            shutil.copytree(models, self.folder / "models")
        self.manage("migrate", "--verbosity", "0")
        self.manage("collectstatic", "--noinput", "--verbosity", "0")

    def manage(self, *words: str) -> str:
        """Run a management command and return what it printed."""
        done = subprocess.run(
            [sys.executable, "-m", "frontdesk", *words],
            cwd=ROOT,
            env=self.env,
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout

    def start(self, *names: str, until: str = "/readyz") -> None:
        """Start the named processes (all when none is named) wait for `until` ("": do not)."""
        commands = dict(
            line.split(": ", 1) for line in (ROOT / "Procfile").read_text().splitlines() if ": " in line
        )
        for name in names or NAMES:
            with self.log_file(name).open("ab") as log:
                self._running[name] = subprocess.Popen(
                    ["/bin/sh", "-c", commands[name]],
                    cwd=ROOT,
                    env={**self.env, **self.only_for.get(name, {})},
                    stdout=log,
                    stderr=log,
                    start_new_session=True,
                )
        if until:
            self.wait_ready(until)

    def wait_ready(self, path: str = "/readyz") -> None:
        """Wait for `path`. Raises AssertionError with the logs' last lines after READY_SECONDS."""
        deadline = time.monotonic() + READY_SECONDS
        while time.monotonic() < deadline:
            try:
                if httpx.get(f"{self.base}{path}", timeout=5, trust_env=False).status_code == 200:
                    return
            except httpx.HTTPError:
                pass
            time.sleep(0.3)
        raise AssertionError("not ready:\n" + "\n".join(self.log(name)[-1500:] for name in NAMES))

    def signal(self, name: str, number: int) -> None:
        """Send a signal to one process and its children."""
        os.killpg(self._running[name].pid, number)

    def kill(self, name: str) -> None:
        """kill -9, and wait until it is gone."""
        self.signal(name, signal.SIGKILL)
        self._running.pop(name).wait()

    def restart(self, *names: str) -> None:
        """Start again what may have ended by itself."""
        for name in names:
            with suppress(ProcessLookupError):
                self.signal(name, signal.SIGKILL)
            self._running.pop(name).wait()
        self.start(*names)

    def pids(self) -> dict[str, int]:
        """The process id of each: of the program itself where deploy/keep.sh keeps it."""
        return {name: _program(process.pid) for name, process in self._running.items()}

    def running(self) -> set[str]:
        """The names of the processes that were started and not killed here."""
        return set(self._running)

    def stop(self) -> None:
        """End everything that was started here."""
        for process in self._running.values():
            for number in (signal.SIGCONT, signal.SIGTERM):
                try:
                    os.killpg(process.pid, number)
                except ProcessLookupError:
                    break
        for process in self._running.values():
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
        self._running.clear()

    def log_file(self, name: str) -> Path:
        return self.folder / f"{name}.log"

    def log(self, name: str) -> str:
        file = self.log_file(name)
        return file.read_text("utf-8", "replace") if file.exists() else ""


class Visitor:
    """A visitor over real HTTP."""

    def __init__(self, base: str, timeout: float = 20) -> None:
        # no connection is kept: a test may end, and a process be killed, at any moment
        limits = httpx.Limits(max_keepalive_connections=0)
        self.http = httpx.Client(base_url=f"{base}/api/chat", timeout=timeout, trust_env=False, limits=limits)
        opened = self.http.post("/conversations", json={}).json()
        self.id, self.token = opened["conversation"], opened["token"]
        self.http.headers["Authorization"] = f"Bearer {self.token}"
        self._count = 0

    def send(
        self, text: str | None = None, choice: str | None = None, client_id: str | None = None
    ) -> httpx.Response:
        self._count += 1
        body: dict[str, Any] = {"client_id": client_id or f"m{self._count}"}
        body |= {"text": text} if text is not None else {"choice": choice}
        return self.http.post("/messages", json=body)

    def say(self, text: str) -> list[dict[str, Any]]:
        response = self.send(text)
        assert response.status_code == 200, response.text
        return list(response.json()["messages"])

    def choose(self, choice: str) -> list[dict[str, Any]]:
        response = self.send(choice=choice)
        assert response.status_code == 200, response.text
        return list(response.json()["messages"])

    def history(self) -> list[dict[str, Any]]:
        messages: list[dict[str, Any]] = []
        while page := self.http.get(
            "/messages", params={"after": messages[-1]["seq"] if messages else 0}
        ).json()["messages"]:
            messages += page
        return messages


def _program(pid: int) -> int:
    """The child of a shell script, or the process itself."""
    if not Path(f"/proc/{pid}/comm").read_text().startswith("sh"):
        return pid
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return int(children[0]) if children else pid
