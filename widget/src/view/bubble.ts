// One row of the conversation.
import { safeHref } from "../linkify";
import { reviewNote, speakerName } from "../transcript";
import { stuck, type Row } from "../timeline";
import type { Message, Source } from "../types";
import type { Context } from "./context";
import { copyText, showResult } from "./clipboard";
import { createChoices } from "./choices";
import { crisisActions } from "./crisis";
import { button, h, icon, link } from "./dom";
import { reviewText } from "./review";
import { richText } from "./richtext";

export interface Bubble {
  readonly element: HTMLLIElement;
  /** Brings in what may change: send status, live choices, place in a group. */
  update(row: Row, view: { first: boolean; choices: boolean; latest: boolean }): void;
}

function sourceItem(source: Source): HTMLLIElement {
  const href = safeHref(source.url);
  return h("li", {}, href === null ? source.name : link(href, source.name || href));
}

function sources(context: Context, list: readonly Source[]): HTMLElement {
  const label = context.i18n.t("sources", { count: list.length });
  return h("details.sources", {}, h("summary", {}, label, icon("down")), h("ol", {}, ...list.map(sourceItem)));
}

function reference(context: Context, value: string): HTMLElement {
  const { t } = context.i18n;
  const copy = button("button.small", t("copy"), () => void copyText(context, value, copy));
  copy.setAttribute("aria-label", t("copyReference", { number: value }));
  const words = h("div", {}, h("span.reference-label", {}, t("reference")), h("strong.reference-value", {}, value));
  const mail = button("button.small", t("mail"), () => void context.session.mailReference().then((came) => showResult(context, t(came), mail)));
  // The address is the one given in the intake, which the review has shown.
  mail.hidden = !context.store.get().messages.some(({ kind, text }) => kind === "review" && /\S@\S/.test(text));
  return h("div.reference", {}, words, copy, mail);
}

const CRISIS_KINDS: readonly string[] = ["crisis", "urgent_medical"];

function extras(context: Context, message: Message): HTMLElement[] {
  const parts: HTMLElement[] = [];
  if (message.reference) parts.push(reference(context, message.reference));
  if (message.kind === "answer") {
    const className = message.reviewed ? "p.review.review-done" : "p.review";
    parts.push(h(className as "p", {}, reviewNote(context.i18n, message.reviewed)));
  }
  if (message.sources.length > 0) parts.push(sources(context, message.sources));
  return parts;
}

function body(context: Context, row: Row): HTMLElement {
  const { message, text } = row;
  if (row.from === "visitor") return h("div.bubble", {}, h("p.words", { dir: "auto" }, text));
  const bubble = h("div.bubble", { lang: "en" });
  const words = (parts: Node[]): HTMLElement => h("div.words", { dir: "auto" }, ...parts);
  if (message && CRISIS_KINDS.includes(message.kind)) {
    // The first sentence, then at once what to press; every line stands by itself.
    const [first, ...rest] = richText(text.replace(/\n+/g, "\n\n"));
    const actions = crisisActions(context, message.kind === "urgent_medical");
    bubble.append(icon("heart"), words(first ? [first] : []), actions, words(rest));
  } else bubble.append(words(message?.kind === "review" ? reviewText(context, message) : richText(text)));
  if (message) bubble.append(...extras(context, message));
  return bubble;
}

function status(context: Context): { element: HTMLElement; set(row: Row, latest: boolean): void } {
  const { t } = context.i18n;
  const words = h("span");
  const again = button("button.link", t("tryAgain"), () => context.session.retry());
  const element = h("div.status", { hidden: true }, words);
  return {
    element,
    set({ outgoing }, latest) {
      const state = outgoing?.status ?? "sent";
      const now = context.store.get();
      const { online, presence } = now;
      const read = outgoing?.seq && outgoing.seq <= presence.read;
      // Offline it goes by itself, later: nothing to press, nothing to fear.
      const failed = stuck(now, state) && online;
      if (!failed || now.limit !== null) again.remove();
      else if (!again.parentNode) element.append(again);
      element.hidden = outgoing === null || (state === "sent" && !latest);
      element.classList.toggle("status-failed", failed);
      const label = failed ? t("notSent") : state === "sent" ? t(read ? "read" : "sent") : online ? t("sending") : t("waiting");
      if (words.textContent !== label) words.textContent = label;
    },
  };
}

export function createBubble(context: Context, row: Row): Bubble {
  const { i18n } = context;
  const { message } = row;
  const time = h("time", { datetime: row.at }, i18n.time(row.at));
  const meta = h("div.meta", {}, h("span.speaker", {}, speakerName(i18n, row.from)), " ", time);
  const state = status(context);
  const element = h("li", { class: `row from-${row.from} kind-${message?.kind ?? "text"}` });
  const choices = message && createChoices(context, message);
  element.append(meta, body(context, row));
  if (choices) element.append(choices);
  if (row.from === "visitor") element.append(state.element);
  return {
    element,
    update(next, { first, choices: live, latest }) {
      element.classList.toggle("grouped", !first);
      if (choices) choices.hidden = !live;
      element.classList.toggle("settled", !live);
      state.set(next, latest);
    },
  };
}
