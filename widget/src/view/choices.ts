// The buttons under a message: pressed once, or of "choose all that apply" several and then Done (composer.ts).
import { severalOf } from "../several";
import type { Choice, Message } from "../types";
import { SKIP } from "./composer";
import type { Context } from "./context";
import { button, h } from "./dom";
import { isEdit } from "./review";

function single(context: Context, { id, title }: Choice): HTMLElement {
  return button("button.choice", title, () => context.submit(title, id));
}

/** A group of toggles; what is on goes as one message, in the order of the list. */
function several(context: Context, list: readonly Choice[]): HTMLElement[] {
  const on = new Set<string>();
  return list.map(({ id, title }) => {
    const toggle = button("button.choice", title, () => {
      if (!on.delete(id)) on.add(id);
      toggle.setAttribute("aria-pressed", String(on.has(id)));
      context.pick(list.filter((choice) => on.has(choice.id)).map((choice) => choice.title));
    });
    toggle.setAttribute("aria-pressed", "false");
    return toggle;
  });
}

/** Skip has its own button beside the composer, changing an answer its own beside it. */
export function createChoices(context: Context, message: Message): HTMLElement | null {
  const offered = message.choices.filter((choice) => choice.id !== SKIP && !isEdit(choice));
  if (message.kind === "review" || offered.length === 0) return null;
  const { t } = context.i18n;
  const many = severalOf(offered);
  const alone = offered.filter((choice) => !many.includes(choice));
  const label = t(many.length > 0 ? "choicesSeveral" : "choices");
  const items = [...several(context, many), ...alone.map((choice) => single(context, choice))].map((element) => h("li", {}, element));
  const hint = many.length > 0 ? h("p.hint", {}, label) : null;
  return h("div.offer", {}, hint, h("ul.choices", { "aria-label": label }, ...items));
}
