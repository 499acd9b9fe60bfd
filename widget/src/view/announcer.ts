// Two always-mounted live regions. Each new message is spoken once; history never is.
import type { Context } from "./context";
import { h } from "./dom";
import { speakerName } from "../transcript";
import type { Message } from "../types";

const KEEP_MS = 15_000;

export interface Announcer {
  readonly element: HTMLElement;
  say(text: string): void;
  alert(text: string): void;
  news(context: Context, messages: readonly Message[]): void;
}

function spoken(context: Context, message: Message): string {
  const choices = message.choices.map((choice) => choice.title).join(", ");
  const who = speakerName(context.i18n, message.from);
  return [`${who}: ${message.text}`, choices].filter((part) => part !== "").join(" ");
}

export function createAnnouncer(): Announcer {
  const polite = h("div", { role: "log", "aria-live": "polite", "aria-relevant": "additions", "data-live": "polite" });
  const urgent = h("div", { role: "alert", "data-live": "assertive" });
  const add = (region: HTMLElement, text: string): void => {
    const line = h("p", {}, text);
    region.append(line);
    setTimeout(() => line.remove(), KEEP_MS);
  };
  return {
    element: h("div.spoken", {}, polite, urgent),
    say: (text) => add(polite, text),
    alert: (text) => add(urgent, text),
    news(context, messages) {
      for (const message of messages) {
        add(message.kind === "error" ? urgent : polite, spoken(context, message));
      }
    },
  };
}
