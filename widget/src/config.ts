// What the clinic sets on the <script> tag.

export interface Config {
  /** Where the chat API lives; also the only host the widget talks to. */
  readonly origin: string;
  readonly clinic: string;
  readonly phone: string | null;
  readonly crisisPhone: string | null;
  readonly locale: string | null;
  readonly theme: "auto" | "light" | "dark";
  readonly open: boolean;
  readonly page: string | null;
  readonly suggestions: readonly string[];
  readonly launcher: string | null;
  readonly privacyUrl: string | null;
  /** Milliseconds of disuse after which this device forgets the chat; 0 is never. */
  readonly idleMs: number;
}

/** As long as the clinic keeps an unfinished intake; set less for shared devices. */
const DEFAULT_IDLE_MINUTES = 14 * 24 * 60;

type Attributes = { readonly [name: string]: string | undefined };

function text(value: string | undefined): string | null {
  const trimmed = value?.trim() ?? "";
  return trimmed === "" ? null : trimmed;
}

function readTheme(value: string | undefined): Config["theme"] {
  return value === "light" || value === "dark" ? value : "auto";
}

function readIdle(value: string | undefined): number {
  const minutes = value === undefined ? Number.NaN : Number(value);
  return (minutes >= 0 ? minutes : DEFAULT_IDLE_MINUTES) * 60_000;
}

/** `data` is the script's dataset, `src` its address, `here` the page's origin. */
export function readConfig(data: Attributes, src: string, here: string): Config {
  const suggestions = (data["suggestions"] ?? "").split("|").map((part) => part.trim());
  return {
    origin: src === "" ? here : new URL(src, here).origin,
    clinic: text(data["clinic"]) ?? "",
    phone: text(data["phone"]),
    crisisPhone: text(data["crisisPhone"]),
    locale: text(data["locale"]),
    theme: readTheme(data["theme"]),
    open: data["open"] !== undefined && data["open"] !== "false",
    page: text(data["page"]),
    suggestions: suggestions.filter((part) => part !== "").slice(0, 6),
    launcher: text(data["launcher"]),
    privacyUrl: text(data["privacyUrl"]),
    idleMs: readIdle(data["idleMinutes"]),
  };
}
