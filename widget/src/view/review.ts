// The review at the end of the intake: every answer with its own button to change it.
import { blocks, type Block } from "../blocks";
import type { Choice, Message } from "../types";
import type { Context } from "./context";
import { button, h } from "./dom";

/** Choices of a review that change one answer; their titles carry the number of its line. */
const EDIT = "edit_";

export function isEdit(choice: Choice): boolean {
  return choice.id.startsWith(EDIT);
}

/** "Change 3: Name" with only its first word to see; a screen reader hears all of it. */
function editButton(context: Context, { id, title }: Choice): HTMLElement {
  const [word = title, ...rest] = title.split(" ");
  const element = button("button.edit", word, () => context.submit(title, id));
  element.append(h("span.sr", {}, ` ${rest.join(" ")}`));
  return element;
}

/** "First name: Anna" with its label apart. The label is that of the line's button: an answer may hold a colon too. */
function line(text: string, edit: Choice | undefined): HTMLElement {
  const label = edit ? edit.title.replace(/^.*?: /, "") + ": " : "";
  if (label === "" || !text.startsWith(label)) return h("span", {}, text);
  return h("span", {}, h("span.label", {}, label), h("b", {}, text.slice(label.length)));
}

/** What people gave is shown as it is: no links in it. */
function part(context: Context, block: Block, edits: ReadonlyMap<number, Choice>): HTMLElement {
  if (block.kind === "para") return h("p", {}, block.text);
  if (block.kind === "bullets") return h("ul", {}, ...block.items.map((text) => h("li", {}, text)));
  const items = block.items.map((text, index) => {
    const edit = edits.get(block.start + index);
    return h("li", {}, line(text, edit), edit ? editButton(context, edit) : null);
  });
  return h("ol", block.start === 1 ? {} : { start: String(block.start) }, ...items);
}

export function reviewText(context: Context, message: Message): HTMLElement[] {
  const numbered = message.choices.filter(isEdit).map((choice) => [Number(/\d+/.exec(choice.title)?.[0]), choice] as const);
  const edits = new Map(numbered);
  return blocks(message.text).map((block) => part(context, block, edits));
}
