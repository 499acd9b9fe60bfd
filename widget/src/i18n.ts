// Interface words. One JSON file a language; en.json is the shape the others must have.
import en from "./locales/en.json";
import es from "./locales/es.json";

export type Key = keyof typeof en;
export type Words = Readonly<Record<Key, string>>;

/** The build turns every language but English into a list in the order of en.json's keys. */
const CATALOGUE: Readonly<Record<string, Words | readonly string[]>> = { en, es };

export interface I18n {
  /** BCP 47 tag of the interface words. */
  readonly lang: string;
  t(key: Key, values?: Readonly<Record<string, string | number>>): string;
  time(at: string): string;
  /** With the time zone, which holds for all times of that day. */
  day(at: string): string;
  date(at: string): string;
}

export function pickLanguage(wanted: readonly string[]): string {
  for (const tag of wanted) {
    const base = tag.toLowerCase().split("-")[0] ?? "";
    if (Object.prototype.hasOwnProperty.call(CATALOGUE, base)) return base;
  }
  return "en";
}

function unpack(words: Words | readonly string[]): Words {
  if (!(words instanceof Array)) return words;
  return Object.fromEntries(Object.keys(en).map((key, index) => [key, words[index] || en[key as Key]])) as Words;
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

export function createI18n(wanted: readonly string[], clinic: string): I18n {
  const lang = pickLanguage(wanted);
  const words = unpack(CATALOGUE[lang] ?? en);
  const tag = wanted.find((name) => name.toLowerCase().startsWith(lang)) ?? lang;
  const day = formatter(tag, { weekday: "long", month: "long", day: "numeric" });
  const zone = (at: string): string =>
    new Intl.DateTimeFormat(tag, { timeZoneName: "short" })
      .formatToParts(new Date(at))
      .find((part) => part.type === "timeZoneName")?.value ?? "";
  return {
    lang,
    t: (key, values) => fill(words[key], { clinic: clinic || words.defaultClinic, ...values }),
    time: formatter(tag, { hour: "numeric", minute: "2-digit" }),
    day: (at) => (day(at) === "" ? "" : `${day(at)} (${zone(at)})`),
    // A plain date such as 2025-03-01 is that day everywhere.
    date: formatter(tag, { year: "numeric", month: "long", day: "numeric", timeZone: "UTC" }),
  };
}
