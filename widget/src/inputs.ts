// Which keyboard and which autofill suit an interview question; free typing stays possible.

export interface InputKind {
  readonly multiline: boolean;
  readonly inputmode: "text" | "tel" | "email" | "numeric";
  readonly autocomplete: string;
  readonly placeholder: "placeholderAnswer" | "placeholderDate" | "placeholderPhone" | "placeholderEmail";
}

const PLAIN: InputKind = { multiline: true, inputmode: "text", autocomplete: "off", placeholder: "placeholderAnswer" };

function line(
  autocomplete: string,
  inputmode: InputKind["inputmode"] = "text",
  placeholder: InputKind["placeholder"] = "placeholderAnswer",
): InputKind {
  return { multiline: false, inputmode, autocomplete, placeholder };
}

/** First match wins; a topic is a question id such as `date_of_birth` or `emergency_phone`. */
const KINDS: ReadonlyArray<readonly [RegExp, InputKind]> = [
  [/birth|\bdob\b/, line("bday", "numeric", "placeholderDate")],
  [/emergency.*phone/, line("off", "tel", "placeholderPhone")],
  [/email.*phone|phone.*email|^contact( details)?$/, line("email")],
  [/e ?mail/, line("email", "email", "placeholderEmail")],
  [/phone|mobile|\btel\b/, line("tel", "tel", "placeholderPhone")],
  [/emergency|doctor|provider/, PLAIN],
  [/(first|given|preferred) name/, line("given-name")],
  [/(last|family) name|surname/, line("family-name")],
  [/^(full |legal )?name$/, line("name")],
  [/\bstate\b/, line("address-level1")],
  [/zip|postal/, line("postal-code", "numeric")],
];

export function inputFor(topic: string | null): InputKind {
  const id = (topic ?? "").toLowerCase().replace(/[_-]/g, " ");
  return KINDS.find(([pattern]) => pattern.test(id))?.[1] ?? PLAIN;
}

/** Puts the slashes into MM/DD/YYYY typed as digits; leaves all else, and every deletion, alone. */
export function formatDate(value: string, before: string): string {
  const typing = value.length > before.length && /^(0\d|1[0-2])(\d{1,6}|\/\d{3,6})$/.test(value);
  if (!typing) return value;
  return value.replace("/", "").replace(/^(\d\d)(\d\d?)(\d*)$/, (_, month: string, day: string, year: string) =>
    [month, day, year].filter(Boolean).join("/"),
  );
}
