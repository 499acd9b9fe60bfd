// One row of the conversation.
import { safeHref } from "../linkify";
import { reviewNote, speakerName } from "../transcript";
import type { Row } from "../timeline";
import type { Choice, Message, Source } from "../types";
import type { Context } from "./context";
import { copyText } from "./clipboard";
import { SKIP } from "./composer";
import { crisisActions } from "./crisis";
import { button, h, icon, link } from "./dom";
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
  return h("details.sources", {}, h("summary", {}, label), h("ol", {}, ...list.map(sourceItem)));
}

function reference(context: Context, value: string): HTMLElement {
  const { t } = context.i18n;
  const copy = button("button.small", t("copy"), () => void copyText(context, value, copy));
  copy.setAttribute("aria-label", t("copyReference", { reference: value }));
  const words = h("div", {}, h("span.reference-label", {}, t("reference")), h("strong.reference-value", {}, value));
  return h("div.reference", {}, words, copy);
}

function choiceList(context: Context, list: readonly Choice[]): HTMLElement {
  const items = list.map(({ id, title }) =>
    h("li", {}, button("button.choice", title, () => context.submit(title, id))),
  );
  return h("ul.choices", { "aria-label": context.i18n.t("choices") }, ...items);
}

const CRISIS_KINDS: readonly string[] = ["crisis", "urgent_medical"];

function extras(context: Context, message: Message): HTMLElement[] {
  const parts: HTMLElement[] = [];
  if (CRISIS_KINDS.includes(message.kind)) parts.push(crisisActions(context, message.kind === "urgent_medical"));
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
  const badge = message && CRISIS_KINDS.includes(message.kind) ? icon("heart") : null;
  const words = h("div.words", { dir: "auto", lang: "en" }, ...richText(text));
  return h("div.bubble", {}, badge, words, ...(message ? extras(context, message) : []));
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
      const failed = state === "failed";
      const online = context.store.get().online;
      if (!failed) again.remove();
      else if (!again.parentNode) element.append(again);
      element.hidden = outgoing === null || (state === "sent" && !latest);
      element.classList.toggle("status-failed", failed);
      const label = failed ? t("notSent") : state === "sent" ? t("sent") : online ? t("sending") : t("waiting");
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
  // Skipping has its own button beside the composer.
  const offered = (message?.choices ?? []).filter((choice) => choice.id !== SKIP);
  const choices = offered.length > 0 ? choiceList(context, offered) : null;
  element.append(meta, body(context, row));
  if (choices) element.append(choices);
  if (row.from === "visitor") element.append(state.element);
  return {
    element,
    update(next, { first, choices: live, latest }) {
      element.classList.toggle("grouped", !first);
      if (choices) choices.hidden = !live;
      state.set(next, latest);
    },
  };
}
