// The only place that makes elements. Text goes in as text nodes; there is no way in for markup.

type Attrs = Readonly<Record<string, string | boolean | null>>;
type Child = Node | string | null;

export function setAttrs(element: Element, attrs: Attrs): void {
  for (const [name, value] of Object.entries(attrs)) {
    if (value === null || value === false) element.removeAttribute(name);
    else if (element.getAttribute(name) !== (value === true ? "" : value)) {
      element.setAttribute(name, value === true ? "" : value);
    }
  }
}

/** `h("button.primary", { type: "button" }, "Send")` */
export function h<K extends keyof HTMLElementTagNameMap>(
  spec: K | `${K}.${string}`,
  attrs: Attrs = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const [tag, ...classes] = spec.split(".");
  const element = document.createElement(tag as K);
  if (classes.length > 0) element.className = classes.join(" ");
  setAttrs(element, attrs);
  element.append(...children.filter((child): child is Node | string => child !== null));
  return element;
}

export function button(spec: `button.${string}`, label: string, onClick: () => void): HTMLButtonElement {
  const element = h(spec as "button", { type: "button" }, label);
  element.addEventListener("click", onClick);
  return element;
}

const SVG = "http://www.w3.org/2000/svg";

const ICONS = {
  chat: "M12 3.5c-5 0-9 3.4-9 7.7 0 2.4 1.2 4.5 3.2 5.9-.1 1.2-.6 2.3-1.4 3.2 1.8-.2 3.4-.9 4.6-1.8.8.2 1.7.3 2.6.3 5 0 9-3.4 9-7.6s-4-7.7-9-7.7ZM8 11.2h.01M12 11.2h.01M16 11.2h.01",
  close: "M6 6l12 12M18 6L6 18",
  down: "M6 9.5l6 6 6-6",
  more: "M5.5 12h.01M12 12h.01M18.5 12h.01",
  send: "M4.5 12h14M12.5 5.5l6.5 6.5-6.5 6.5",
  check: "M5 12.5l4.5 4.5L19 7.5",
  alert: "M12 8v5M12 16.5h.01M12 3.5 2.8 19.5h18.4L12 3.5Z",
  heart: "M12 20s-7.5-4.6-7.5-10.2A4.3 4.3 0 0 1 12 7a4.3 4.3 0 0 1 7.5 2.8C19.5 15.4 12 20 12 20Z",
} as const;

export type IconName = keyof typeof ICONS;

export function icon(name: IconName): SVGSVGElement {
  const svg = document.createElementNS(SVG, "svg");
  setAttrs(svg, { viewBox: "0 0 24 24", "aria-hidden": "true", focusable: "false", class: `icon icon-${name}` });
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", ICONS[name]);
  svg.append(path);
  return svg;
}

export function iconButton(spec: `button.${string}`, name: IconName, label: string, onClick: () => void): HTMLButtonElement {
  const element = button(spec, "", onClick);
  element.setAttribute("aria-label", label);
  element.append(icon(name));
  return element;
}

/** An outside link: only https, tel, sms and mailto reach here (see linkify.ts). */
export function link(href: string, label: string, spec: `a.${string}` | "a" = "a"): HTMLAnchorElement {
  const element = h(spec as "a", { href }, label);
  if (href.startsWith("https:")) setAttrs(element, { target: "_blank", rel: "noopener noreferrer" });
  return element;
}

let counter = 0;

/** An id unique inside this page's widget. */
export function uid(prefix: string): string {
  counter += 1;
  return `fd-${prefix}-${counter}`;
}
