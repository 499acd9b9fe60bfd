// The buttons under a message: pressed once, or of "choose all that apply" several and then Done.
import { severalOf } from "../several";
import type { Choice, Message } from "../types";
import { SKIP } from "./composer";
import type { Context } from "./context";
import { button, h } from "./dom";
import { isEdit } from "./review";

function single(context: Context, { id, title }: Choice): HTMLElement {
  return button("button.choice", title, () => context.submit(title, id));
}

/** A group of toggles; what is on goes as one message, in the visitor's own row of choices. */
function several(context: Context, list: readonly Choice[]): HTMLElement[] {
  const { t } = context.i18n;
  const on = new Set<string>();
  const picked = (): string[] => list.filter(({ id }) => on.has(id)).map(({ title }) => title);
  const done = button("button.choice.done", "", () => context.submit(picked().join(", "), null));
  done.hidden = true;
  const items = list.map(({ id, title }) => {
    const toggle = button("button.choice", title, () => {
      if (!on.delete(id)) on.add(id);
      toggle.setAttribute("aria-pressed", String(on.has(id)));
      done.hidden = on.size === 0;
      done.textContent = t("doneChoosing", { count: on.size });
    });
    toggle.setAttribute("aria-pressed", "false");
    return toggle;
  });
  return [...items, done];
}

/** Skip has its own button beside the composer, changing an answer its own beside it. */
export function createChoices(context: Context, message: Message): HTMLElement | null {
  const offered = message.choices.filter((choice) => choice.id !== SKIP && !isEdit(choice));
  if (message.kind === "review" || offered.length === 0) return null;
  const { t } = context.i18n;
  const many = severalOf(offered);
  const alone = offered.filter((choice) => !many.includes(choice));
  const label = t(many.length > 0 ? "choicesSeveral" : "choices");
  const toggles = many.length > 0 ? several(context, many) : [];
  const items = [...toggles, ...alone.map((choice) => single(context, choice))].map((element) => h("li", {}, element));
  const hint = many.length > 0 ? h("p.hint", {}, label) : null;
  return h("div.offer", {}, hint, h("ul.choices", { "aria-label": label }, ...items));
}
