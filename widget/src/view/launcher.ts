// The button in the corner that opens and closes the panel.
import type { State } from "../state";
import type { Context } from "./context";
import { h, icon, setAttrs } from "./dom";

export class Launcher {
  readonly element: HTMLButtonElement;
  readonly #label: HTMLElement;
  readonly #badge = h("span.badge", { "aria-hidden": "true", hidden: true });

  readonly #context: Context;

  constructor(
    context: Context,
    panelId: string,
    toggle: () => void,
  ) {
    this.#context = context;
    const { t } = context.i18n;
    const own = context.config.launcher;
    this.#label = h("span", {}, h("span.long", {}, own ?? t("launcher")), h("span.short", {}, own ?? t("launcherShort")));
    this.element = h("button.launcher", { type: "button", "aria-controls": panelId, "aria-expanded": "false" });
    this.element.append(icon("chat"), icon("down"), this.#label, this.#badge);
    this.element.addEventListener("click", toggle);
  }

  render({ open, unread }: State): void {
    const { t } = this.#context.i18n;
    const visible = this.#context.config.launcher ?? t("launcher");
    const count = unread > 0 ? `, ${t("unread", { count: unread })}` : "";
    setAttrs(this.element, {
      "aria-expanded": String(open),
      // The visible words come first in the name (WCAG 2.5.3).
      "aria-label": open ? t("launcherClose") : `${visible}${count}`,
    });
    this.#label.hidden = open;
    this.#badge.hidden = unread === 0 || open;
    this.#badge.textContent = unread > 9 ? "9+" : String(unread);
  }
}
