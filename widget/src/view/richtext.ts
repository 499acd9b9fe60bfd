// Assistant text as elements: paragraphs, lists and links made by code, never parsed as HTML.
import { blocks, type Block } from "../blocks";
import { linkify } from "../linkify";
import { h, link } from "./dom";

export function inline(text: string): Array<Node | string> {
  return linkify(text).map((part) => (part.href === null ? part.text : link(part.href, part.text)));
}

function item(text: string): HTMLLIElement {
  return h("li", {}, ...inline(text));
}

function element(block: Block): HTMLElement {
  if (block.kind === "para") return h("p", {}, ...inline(block.text));
  if (block.kind === "bullets") return h("ul", {}, ...block.items.map(item));
  return h("ol", block.start === 1 ? {} : { start: String(block.start) }, ...block.items.map(item));
}

export function richText(text: string): HTMLElement[] {
  return blocks(text).map(element);
}
