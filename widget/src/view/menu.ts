// Chat options: print, copy, end and forget (with a confirmation).
import { timeline } from "../timeline";
import { transcript } from "../transcript";
import { copyText } from "./clipboard";
import type { Context } from "./context";
import { button, h, iconButton, setAttrs, uid } from "./dom";
import { printTranscript } from "./print";

export class Menu {
  readonly trigger: HTMLButtonElement;
  readonly element: HTMLElement;
  readonly confirm: HTMLElement;
  readonly #no: HTMLButtonElement;
  readonly #context: Context;

  constructor(context: Context) {
    this.#context = context;
    const { t } = context.i18n;
    const id = uid("menu");
    this.trigger = iconButton("button.icon-button", "more", t("menu"), () => this.toggle(this.element.hidden));
    setAttrs(this.trigger, { "aria-expanded": "false", "aria-controls": id });
    this.element = h("ul.menu", { id, hidden: true }, ...this.#items().map((item) => h("li", {}, item)));
    this.#no = button("button.secondary", t("endNo"), () => this.#ask(false));
    this.confirm = this.#createConfirm();
  }

  get isOpen(): boolean {
    return !this.element.hidden || !this.confirm.hidden;
  }

  /** Closes whatever is open here and gives focus back to the trigger. */
  dismiss(): void {
    this.#ask(false);
    this.toggle(false);
    this.trigger.focus();
  }

  toggle(open: boolean): void {
    this.element.hidden = !open;
    setAttrs(this.trigger, { "aria-expanded": String(open) });
    if (open) this.element.querySelector("button")?.focus();
  }

  #items(): HTMLButtonElement[] {
    const context = this.#context;
    const { t } = context.i18n;
    const rows = () => timeline(context.store.get());
    const choose = (act: () => void) => () => {
      this.toggle(false);
      this.trigger.focus();
      act();
    };
    return [
      button("button.menu-item", t("print"), choose(() => printTranscript(context, rows()))),
      button("button.menu-item", t("copyChat"), choose(() => void copyText(context, transcript(context.i18n, rows()), null))),
      button("button.menu-item.danger", t("end"), choose(() => this.#ask(true))),
    ];
  }

  #ask(open: boolean): void {
    if (this.confirm.hidden === !open) return;
    this.confirm.hidden = !open;
    (open ? this.#no : this.trigger).focus();
  }

  #createConfirm(): HTMLElement {
    const { t } = this.#context.i18n;
    const title = h("h3", { id: uid("end") }, t("endTitle"));
    const text = h("p", { id: uid("end") }, t("endBody"));
    const yes = button("button.primary.danger-fill", t("endYes"), () => {
      this.#ask(false);
      void this.#context.session.endAndForget();
    });
    const names = { "aria-labelledby": title.id, "aria-describedby": text.id };
    const card = h("div.confirm-card", { role: "alertdialog", ...names }, title, text, h("div.buttons", {}, this.#no, yes));
    return h("div.confirm", { hidden: true }, card);
  }
}
