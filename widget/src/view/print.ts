// Prints the transcript from an empty same-origin frame: no pop-up, no request, no markup.
import { footnotes, speakerName } from "../transcript";
import type { Row } from "../timeline";
import type { Context } from "./context";
import css from "../styles/print.css";

function append(doc: Document, parent: HTMLElement, tag: string, text: string): HTMLElement {
  const element = doc.createElement(tag);
  element.textContent = text;
  parent.append(element);
  return element;
}

function fill(doc: Document, context: Context, rows: readonly Row[]): void {
  const { i18n } = context;
  doc.title = i18n.t("transcriptTitle");
  doc.documentElement.lang = i18n.lang;
  append(doc, doc.body, "h1", doc.title);
  for (const row of rows) {
    const part = append(doc, doc.body, "section", "");
    append(doc, part, "h2", `${speakerName(i18n, row.from)} · ${i18n.day(row.at)}, ${i18n.time(row.at)}`);
    append(doc, part, "p", row.text);
    for (const note of footnotes(i18n, row)) append(doc, part, "small", note);
  }
}

export function printTranscript(context: Context, rows: readonly Row[]): void {
  const frame = document.createElement("iframe");
  frame.title = context.i18n.t("transcriptTitle");
  frame.className = "print-frame";
  frame.tabIndex = -1;
  context.host.shadowRoot?.append(frame);
  const inner = frame.contentWindow;
  if (!inner) return frame.remove();
  const doc = inner.document;
  fill(doc, context, rows);
  const Sheet = (inner as Window & typeof globalThis).CSSStyleSheet;
  const sheet = new Sheet();
  sheet.replaceSync(css);
  doc.adoptedStyleSheets = [sheet];
  inner.addEventListener("afterprint", () => setTimeout(() => frame.remove(), 0));
  inner.focus();
  inner.print();
}
