// Interface words. One JSON file a language; en.json is the shape the others must have.
import en from "./locales/en.json";

export type Key = keyof typeof en;
export type Words = Readonly<Record<Key, string>>;

/** Language → file beside widget.js, e.g. `widget-es.1a2b3c4d.json`; put in by the build. */
declare const LOCALE_FILES: Readonly<Record<string, string>>;

const LOAD_MS = 4_000;

export interface I18n {
  /** BCP 47 tag of the interface words. */
  readonly lang: string;
  t(key: Key, values?: Readonly<Record<string, string | number>>): string;
  time(at: string): string;
  /** With the time zone, which holds for all times of that day. */
  day(at: string): string;
  date(at: string): string;
}

/** The first wanted language there are words for, else English. */
export function pickLanguage(wanted: readonly string[]): string {
  for (const tag of wanted) {
    const base = tag.toLowerCase().split("-")[0] ?? "";
    if (base === "en" || Object.hasOwn(LOCALE_FILES, base)) return base;
  }
  return "en";
}

/** The words of a language; null when they are built in (English) or cannot be had, and English must do. */
export async function loadWords(lang: string, origin: string): Promise<Words | null> {
  const file = LOCALE_FILES[lang];
  if (!file) return null;
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(), LOAD_MS);
  try {
    const answer = await fetch(`${origin}/static/${file}`, { credentials: "omit", signal: limit.signal });
    return answer.ok ? ((await answer.json()) as Words) : null;
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
  }
}

export function fill(template: string, values: Readonly<Record<string, string | number>>): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

function formatter(tag: string, options: Intl.DateTimeFormatOptions): (at: string) => string {
  const format = new Intl.DateTimeFormat(tag, options);
  return (at) => {
    const date = new Date(at);
    return Number.isNaN(date.getTime()) ? "" : format.format(date);
  };
}

/** `loaded` are the words of the first wanted language, null for English. */
export function createI18n(wanted: readonly string[], clinic: string, loaded: Words | null): I18n {
  const lang = loaded ? pickLanguage(wanted) : "en";
  const words: Words = loaded ?? en;
  const tag = wanted.find((name) => name.toLowerCase().startsWith(lang)) ?? lang;
  const day = formatter(tag, { weekday: "long", month: "long", day: "numeric" });
  const zone = (at: string): string =>
    new Intl.DateTimeFormat(tag, { timeZoneName: "short" })
      .formatToParts(new Date(at))
      .find((part) => part.type === "timeZoneName")?.value ?? "";
  return {
    lang,
    t: (key, values) => fill(words[key] ?? en[key], { clinic: clinic || words.defaultClinic, ...values }),
    time: formatter(tag, { hour: "numeric", minute: "2-digit" }),
    day: (at) => (day(at) === "" ? "" : `${day(at)} (${zone(at)})`),
    // A plain date such as 2025-03-01 is that day everywhere.
    date: formatter(tag, { year: "numeric", month: "long", day: "numeric", timeZone: "UTC" }),
  };
}
