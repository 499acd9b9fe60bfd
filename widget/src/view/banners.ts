// Notices above the messages: offline, unreachable, idle, ended, translation note.
import type { State } from "../state";
import type { Context } from "./context";
import { telHref } from "./crisis";
import { button, h, icon, link } from "./dom";

export class Banners {
  readonly element = h("div.banners");
  readonly ended: HTMLElement;
  readonly #offline: HTMLElement;
  readonly #trouble: HTMLElement;
  readonly #cause = h("span");
  readonly #again: HTMLButtonElement;
  readonly #idle: HTMLElement;
  readonly #endedText = h("p");
  readonly #startNew: HTMLButtonElement;
  #spokenTrouble = "";
  readonly #context: Context;
  readonly #alert: (text: string) => void;

  constructor(
    context: Context,
    alert: (text: string) => void,
  ) {
    this.#context = context;
    this.#alert = alert;
    const { t } = context.i18n;
    const { session } = context;
    this.#offline = h("div.banner", { hidden: true }, icon("alert"), h("p", {}, t("offline")));
    this.#again = button("button.small", t("tryAgain"), () => session.retry());
    this.#trouble = h("div.banner", { hidden: true }, icon("alert"), h("p", {}, this.#cause, ...this.#callUs()), this.#again);
    const stay = button("button.small", t("idleStay"), () => this.setIdle(false));
    this.#idle = h("div.banner", { hidden: true }, h("p", {}, t("idleWarning")), stay);
    const note = t("contentNote");
    if (note !== "") this.element.append(h("p.note", {}, note));
    this.element.append(this.#offline, this.#trouble, this.#idle);
    this.#startNew = button("button.primary", t("startNew"), () => {
      session.startOver();
      context.focusComposer();
    });
    this.ended = h("div.ended", { hidden: true }, icon("check"), this.#endedText, this.#startNew);
  }

  render(state: State): void {
    this.#offline.hidden = state.online;
    this.#renderTrouble(state);
    this.#renderEnded(state);
  }

  setIdle(warning: boolean): void {
    if (this.#idle.hidden === !warning) return;
    this.#idle.hidden = !warning;
    if (warning) this.#alert(this.#context.i18n.t("idleWarning"));
  }

  /** While the server asks to wait, its own sentence stands here and trying again is not offered. */
  #renderTrouble({ online, phase, reachable, limit, open }: State): void {
    const { t } = this.#context.i18n;
    const trouble = limit !== null || phase === "failed" || !reachable;
    this.#trouble.hidden = !online || !trouble;
    this.#again.hidden = limit !== null;
    const cause = limit || t("unreachable");
    if (trouble && this.#cause.textContent !== cause) this.#cause.textContent = cause;
    const words = online ? (trouble ? cause : "") : t("offline");
    if (words !== "" && words !== this.#spokenTrouble && open) this.#alert(words);
    this.#spokenTrouble = words;
  }

  #renderEnded(state: State): void {
    const { i18n } = this.#context;
    const was = this.ended.hidden;
    this.ended.hidden = state.phase !== "ended";
    if (state.endReason === null) return;
    const text = i18n.t(state.endReason);
    if (text === this.#endedText.textContent && !was) return;
    this.#endedText.textContent = text;
    if (!state.open) return;
    this.#alert(text);
    if (was && state.endReason !== "endedGone") this.#startNew.focus();
  }

  #callUs(): Array<Node | string> {
    const { phone } = this.#context.config;
    if (phone === null) return [];
    const [before, after] = this.#context.i18n.t("callUs", { phone: "\0" }).split("\0");
    return [` ${before ?? ""}`, link(telHref(phone), phone), after ?? ""];
  }
}
