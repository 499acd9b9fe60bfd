// Finds what may become a link in assistant text: crisis lines, phone numbers, https and e-mail.

export interface TextPart {
  readonly text: string;
  readonly href: string | null;
}

const PATTERN = new RegExp(
  [
    "https:\\/\\/[^\\s<>\"']+",
    "[\\w.+-]+@[\\w-]+(?:\\.[\\w-]+)+",
    "(?:\\+?1[-. ]?)?(?:\\(\\d{3}\\) ?|\\d{3}[-.])\\d{3}[-.]\\d{4}",
    "741741",
    "988",
    "911",
  ].join("|"),
  "g",
);

const SAFE = /^(https:\/\/|tel:|sms:|mailto:)/i;

/** The address if the widget may link to it, else null. */
export function safeHref(url: string): string | null {
  return SAFE.test(url.trim()) ? url.trim() : null;
}

function standsAlone(text: string, start: number, end: number): boolean {
  return !/[\d$.,-]$/.test(text.slice(0, start)) && !/^(?:\d|[.,-]\d|%)/.test(text.slice(end));
}

function shortCodeHref(code: string, before: string): string {
  if (code === "741741") return "sms:741741?body=HOME";
  const texting = /\btext(?:ing)?\s+$/i.test(before) && !/\bcall(?:ing)?,?\s+or\s+\w+\s+$/i.test(before);
  return texting ? `sms:${code}` : `tel:${code}`;
}

function hrefOf(found: string, before: string): string {
  if (found.startsWith("https:")) return found;
  if (found.includes("@")) return `mailto:${found}`;
  if (found.length <= 6) return shortCodeHref(found, before);
  const digits = found.replace(/\D/g, "");
  return `tel:+${digits.length === 10 ? "1" : ""}${digits}`;
}

/** Splits text into plain and linked parts; the parts' texts joined give the text back. */
export function linkify(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let from = 0;
  for (const match of text.matchAll(PATTERN)) {
    const start = match.index ?? 0;
    let found = match[0];
    if (found.startsWith("https:")) found = found.replace(/[.,;:!?)\]]+$/, "");
    else if (!found.includes("@") && !standsAlone(text, start, start + found.length)) continue;
    if (start > from) parts.push({ text: text.slice(from, start), href: null });
    parts.push({ text: found, href: hrefOf(found, text.slice(0, start)) });
    from = start + found.length;
  }
  if (from < text.length) parts.push({ text: text.slice(from), href: null });
  return parts;
}
