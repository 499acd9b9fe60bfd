// Reads untrusted JSON into Message values; anything malformed is dropped, never thrown.
import type { Choice, Conversation, Message, Presence, Source, Speaker } from "./types";

type Json = Record<string, unknown>;

const SPEAKERS: readonly string[] = ["visitor", "assistant", "staff", "system"];

export function isRecord(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function str(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function orNull(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}

function records(value: unknown): Json[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

function readChoices(value: unknown): Choice[] {
  return records(value)
    .map((row) => ({ id: str(row["id"]), title: str(row["title"]) }))
    .filter((choice) => choice.id !== "" && choice.title !== "");
}

function readSources(value: unknown): Source[] {
  return records(value)
    .map((row) => ({ name: str(row["name"]), url: str(row["url"]) }))
    .filter((source) => source.name !== "" || source.url !== "");
}

function readProgress(value: unknown): Message["progress"] {
  if (!isRecord(value)) return null;
  const done = Number(value["done"]);
  const total = Number(value["total"]);
  if (!(total > 0) || !(done >= 0)) return null;
  return { done: Math.min(done, total), total };
}

function readReviewed(value: unknown): Message["reviewed"] {
  if (!isRecord(value) || str(value["by"]) === "") return null;
  return { by: str(value["by"]), on: str(value["on"]) };
}

export function readMessage(value: unknown): Message | null {
  if (!isRecord(value)) return null;
  const seq = value["seq"];
  const from = str(value["from"]);
  if (typeof seq !== "number" || !Number.isFinite(seq) || !SPEAKERS.includes(from)) return null;
  return {
    seq,
    id: String(value["id"] ?? seq),
    from: from as Speaker,
    kind: str(value["kind"]) || "info",
    topic: orNull(value["topic"]),
    text: str(value["text"]),
    choices: readChoices(value["choices"]),
    sources: readSources(value["sources"]),
    reviewed: readReviewed(value["reviewed"]),
    progress: readProgress(value["progress"]),
    reference: orNull(value["reference"]),
    at: str(value["at"]),
    clientId: orNull(value["client_id"]),
  };
}

export function readMessages(value: unknown): Message[] {
  const rows = isRecord(value) ? value["messages"] : null;
  if (!Array.isArray(rows)) return [];
  return rows.map(readMessage).filter((message): message is Message => message !== null);
}

export function readConversation(value: unknown): Conversation | null {
  const token = isRecord(value) ? str(value["token"]) : "";
  return token === "" ? null : { token, messages: readMessages(value) };
}

export function readPresence(value: unknown): Presence {
  const row = isRecord(value) ? value : {};
  return { writing: str(row["writing"]), read: Number(row["read"]) || 0 };
}
