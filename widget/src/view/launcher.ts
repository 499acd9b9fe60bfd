// The button in the corner that opens and closes the panel.
import type { State } from "../state";
import { openQuestion, timeline } from "../timeline";
import type { I18n } from "../i18n";
import type { Context } from "./context";
import { h, icon, setAttrs } from "./dom";

/** What the button says while a question of the intake waits for its answer. */
function goOn(state: State, { t }: I18n): string | null {
  const progress = openQuestion(timeline(state))?.progress;
  if (!progress) return null;
  const { done, total } = progress;
  return t("launcherGoOn", { step: Math.min(done + 1, total), total });
}

export class Launcher {
  readonly element: HTMLButtonElement;
  readonly #long = h("span.long");
  readonly #short = h("span.short");
  readonly #label = h("span", {}, this.#long, this.#short);
  readonly #badge = h("span.badge", { "aria-hidden": "true", hidden: true });

  readonly #context: Context;

  constructor(
    context: Context,
    panelId: string,
    toggle: () => void,
  ) {
    this.#context = context;
    this.element = h("button.launcher", { type: "button", "aria-controls": panelId, "aria-expanded": "false" });
    this.element.append(icon("chat"), icon("down"), this.#label, this.#badge);
    this.element.addEventListener("click", toggle);
  }

  render(state: State): void {
    const { open, unread } = state;
    const { config, i18n } = this.#context;
    const { t } = i18n;
    const own = goOn(state, i18n) ?? config.launcher;
    const visible = own ?? t("launcher");
    this.#long.textContent = visible;
    this.#short.textContent = own ?? t("launcherShort");
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
