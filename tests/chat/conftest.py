"""A client of the chat API over a real database, with a fake Rasa that counts and answers."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.test import AsyncClient

from frontdesk.chat import rasa_client

CRISIS = "i want to kill myself tonight"
HELP = ("988", "741741", "911", "nobody may be watching this chat right now")


@dataclass
class FakeRasa:
    """Answers every message with `payloads`, or raises `failure`; remembers what it was asked."""

    payloads: list[dict[str, Any]] = field(default_factory=lambda: [{"answer": "cost"}])
    active_loop: str = ""
    intent: str = "faq_cost"
    failure: Exception | None = None
    danger: dict[str, Any] = field(default_factory=dict)
    asked: list[tuple[str, str, dict[str, Any]]] = field(default_factory=list)

    async def ask(self, sender: str, text: str, metadata: Mapping[str, Any]) -> rasa_client.RasaReply:
        self.asked.append((sender, text, dict(metadata)))
        if self.failure:
            raise self.failure
        ranking = ({"name": "faq_cost", "confidence": 0.9},)
        return rasa_client.RasaReply(
            tuple(self.payloads), self.active_loop, self.intent, 0.9, ranking, False, self.danger
        )


@pytest.fixture
def rasa(monkeypatch: pytest.MonkeyPatch) -> FakeRasa:
    fake = FakeRasa()
    monkeypatch.setattr(rasa_client, "ask", fake.ask)
    return fake


class Visitor:
    """One visitor: opens a chat, sends, reads."""

    def __init__(self, address: str = "127.0.0.1") -> None:
        self.http = AsyncClient(REMOTE_ADDR=address)
        self.token = ""
        self.opened: dict[str, Any] = {}
        self._count = 0

    async def open(self, **body: Any) -> Visitor:
        response = await self.post("conversations", body)
        assert response.status_code == 201, response.content
        self.opened = response.json()
        self.token = self.opened["token"]
        return self

    async def post(self, path: str, body: Any, *, raw: bytes | None = None, token: str | None = None) -> Any:
        headers = {"Authorization": f"Bearer {token or self.token}"} if token or self.token else {}
        data = raw if raw is not None else json.dumps(body).encode()
        return await self.http.post(
            f"/api/chat/{path}", data=data, content_type="application/json", headers=headers
        )

    async def get(self, path: str, **headers: str) -> Any:
        return await self.http.get(
            f"/api/chat/{path}", headers={"Authorization": f"Bearer {self.token}", **headers}
        )

    async def send(
        self, text: str | None = None, *, choice: str | None = None, client_id: str | None = None
    ) -> Any:
        self._count += 1
        body: dict[str, Any] = {"client_id": client_id or f"c{self._count}"}
        body |= {"text": text} if text is not None else {"choice": choice}
        return await self.post("messages", body)

    async def say(self, text: str) -> list[dict[str, Any]]:
        response = await self.send(text)
        assert response.status_code == 200, response.content
        replies: list[dict[str, Any]] = response.json()["messages"]
        return replies


@pytest.fixture
async def visitor(transactional_db: None, rasa: FakeRasa) -> Visitor:
    return await Visitor().open()
