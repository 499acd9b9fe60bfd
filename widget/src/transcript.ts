// The conversation as plain text, for copying and printing.
import type { I18n } from "./i18n";
import type { Row } from "./timeline";
import type { Speaker } from "./types";

const SPEAKER_KEYS = {
  visitor: "speakerVisitor",
  assistant: "speakerAssistant",
  staff: "speakerStaff",
  system: "speakerSystem",
} as const;

export function speakerName(i18n: I18n, from: Speaker): string {
  return i18n.t(SPEAKER_KEYS[from]);
}

/** What belongs to a message besides its text: review state, sources, reference. */
export function footnotes(i18n: I18n, row: Row): string[] {
  const message = row.message;
  if (!message) return [];
  const notes = message.sources.map((source) => `${source.name} ${source.url}`.trim());
  if (message.kind === "answer") notes.unshift(reviewNote(i18n, message.reviewed));
  if (message.reference) notes.unshift(`${i18n.t("reference")}: ${message.reference}`);
  return notes;
}

export function reviewNote(i18n: I18n, reviewed: { by: string; on: string } | null): string {
  if (reviewed === null) return i18n.t("notReviewed");
  const on = i18n.date(reviewed.on);
  return on === "" ? i18n.t("reviewedBy", { by: reviewed.by }) : i18n.t("reviewed", { by: reviewed.by, on });
}

export function transcript(i18n: I18n, rows: readonly Row[]): string {
  const parts = rows.map((row) => {
    const head = `${speakerName(i18n, row.from)} (${i18n.day(row.at)}, ${i18n.time(row.at)}):`;
    return [head, row.text, ...footnotes(i18n, row).map((note) => `  ${note}`)].join("\n");
  });
  return [i18n.t("transcriptTitle"), ...parts].join("\n\n") + "\n";
}
