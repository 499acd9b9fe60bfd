// Where the visitor writes: a growing text area, or one line that suits the question asked.
import { formatDate, inputFor, type InputKind } from "../inputs";
import type { Choice, Message } from "../types";
import type { Context } from "./context";
import { button, h, iconButton, link, setAttrs, uid } from "./dom";
import { isEdit } from "./review";

export const MAX_CHARACTERS = 4000;

/** The id of the choice that questions offer when they may be skipped. */
export const SKIP = "skip";

type Field = HTMLInputElement | HTMLTextAreaElement;

function footer({ config, i18n }: Context): HTMLElement {
  const url = config.privacyUrl;
  const privacy = url?.startsWith("https:") ? link(url, i18n.t("privacy")) : null;
  return h("p.footer", {}, `${i18n.t("footer")} `, privacy);
}

export class Composer {
  readonly element: HTMLFormElement;
  readonly #area: HTMLTextAreaElement;
  readonly #line: HTMLInputElement;
  readonly #grow: HTMLElement;
  readonly #problem = h("p.problem", { id: uid("problem") });
  readonly #keys: HTMLButtonElement;
  readonly #quick: HTMLElement;
  readonly #back: HTMLButtonElement;
  readonly #skip: HTMLButtonElement;
  readonly #confirm: HTMLButtonElement;
  #question: Message | null = null;
  /** Of a question that takes several. */
  #picked: readonly string[] = [];
  #field: Field;
  #kind: InputKind | null = null;
  #before = "";
  #letters = false;
  readonly #context: Context;

  constructor(context: Context) {
    this.#context = context;
    const { t } = context.i18n;
    const common = { class: "field", "aria-describedby": this.#problem.id, enterkeyhint: "send", dir: "auto" };
    this.#area = h("textarea", { ...common, rows: "1", "aria-label": t("compose"), autocomplete: "off" });
    this.#line = h("input", { ...common, type: "text", "aria-label": t("composeAnswer") });
    this.#field = this.#area;
    this.#grow = h("div.grow", {}, this.#area);
    this.#keys = button("button.small.keys", "", () => this.#toggleLetters());
    this.#back = button("button.small", t("back"), () => context.submit("back", null));
    this.#skip = button("button.small", t("skip"), () => context.submit(t("skip"), SKIP));
    this.#confirm = button("button.primary", "", () => this.#confirmed());
    this.#quick = h("div.quick", {}, this.#confirm, this.#back, this.#skip, this.#keys);
    const send = iconButton("button.send", "send", t("send"), () => undefined);
    send.type = "submit";
    const row = h("div.compose-row", {}, this.#grow, this.#line, send);
    this.element = h("form.composer", { novalidate: true }, this.#quick, this.#problem, row, footer(context));
    this.#listen();
    this.setQuestion(null, false, false);
  }

  get draft(): string {
    return this.#field.value;
  }

  set draft(text: string) {
    this.#field.value = text;
    this.#changed();
  }

  get focused(): boolean {
    return (this.element.getRootNode() as ShadowRoot).activeElement === this.#field;
  }

  focus(): void {
    this.#field.focus({ preventScroll: true });
  }

  showProblem(text: string): void {
    this.#problem.textContent = text;
    this.#problem.hidden = text === "";
    setAttrs(this.#field, { "aria-invalid": text === "" ? null : "true" });
  }

  pick(titles: readonly string[]): void {
    this.#picked = titles;
    this.#renderQuick();
  }

  #renderQuick(): void {
    const question = this.#question;
    const asking = question?.kind === "question";
    const count = this.#picked.length;
    const title = count > 0 ? this.#context.i18n.t("doneChoosing", { count }) : this.#right()?.title;
    this.#confirm.hidden = !title;
    this.#confirm.textContent = title ?? "";
    this.#quick.hidden = !asking && !title;
    this.#back.hidden = !asking || question.progress?.done === 0;
    this.#skip.hidden = count > 0 || !question?.choices.some((choice) => choice.id === SKIP);
  }

  /** The choice that says that all in the review is right. */
  #right(): Choice | undefined {
    return this.#question?.kind === "review" ? this.#question.choices.find((choice) => !isEdit(choice)) : undefined;
  }

  #confirmed(): void {
    const right = this.#right();
    this.#context.submit(right?.title ?? this.#picked.join(", "), right?.id ?? null);
  }

  /** Suits keyboard, autofill and labels to the open question; `sending`: its answer is on its way. */
  setQuestion(question: Message | null, staff: boolean, sending: boolean): void {
    const { t } = this.#context.i18n;
    const asking = question?.kind === "question";
    if (question !== this.#question) this.#picked = [];
    this.#question = question;
    this.#renderQuick();
    // A second tap would answer the next question too.
    for (const one of [this.#confirm, this.#back, this.#skip]) one.disabled = sending;
    const kind = asking ? inputFor(question.topic) : null;
    const placeholder = kind ? t(kind.placeholder) : t(staff ? "placeholderStaff" : question ? "placeholderAnswer" : "placeholder");
    setAttrs(this.#area, { placeholder, "aria-label": t(asking ? "composeAnswer" : "compose") });
    if (kind === this.#kind && this.#line.placeholder === placeholder) return;
    this.#kind = kind;
    this.#letters = false;
    this.#line.placeholder = placeholder;
    this.#applyKind();
    this.#swapTo(kind && !kind.multiline ? this.#line : this.#area);
  }

  #applyKind(): void {
    const { t } = this.#context.i18n;
    const kind = this.#kind;
    const special = kind?.inputmode === "tel" || kind?.inputmode === "numeric";
    this.#keys.hidden = !special;
    this.#keys.textContent = t(this.#letters ? "useNumbers" : "useWords");
    if (!kind) return;
    setAttrs(this.#line, {
      type: this.#letters || kind.inputmode === "numeric" ? "text" : kind.inputmode,
      inputmode: this.#letters ? "text" : kind.inputmode,
      autocomplete: kind.autocomplete,
      autocapitalize: kind.autocomplete.endsWith("name") ? "words" : "off",
      spellcheck: "false",
    });
  }

  #swapTo(next: Field): void {
    const { focused } = this;
    if (next !== this.#field) next.value = this.#field.value;
    if (next !== this.#field) this.#field.value = "";
    this.#field = next;
    this.#line.hidden = next !== this.#line;
    this.#grow.hidden = next !== this.#area;
    this.#changed();
    if (focused) this.focus();
  }

  #toggleLetters(): void {
    this.#letters = !this.#letters;
    this.#applyKind();
    this.focus();
  }

  #changed(): void {
    this.#grow.dataset["value"] = `${this.#area.value} `;
    const count = this.#field.value.length;
    const over = count > MAX_CHARACTERS;
    this.showProblem(over ? this.#context.i18n.t("tooLong", { max: MAX_CHARACTERS, count }) : "");
    this.#before = this.#field.value;
  }

  #typed(): void {
    if (this.#field === this.#line && this.#kind?.autocomplete === "bday" && !this.#letters) {
      const next = formatDate(this.#line.value, this.#before);
      if (next !== this.#line.value) this.#line.value = next;
    }
    this.#changed();
  }

  #submit(): void {
    const text = this.#field.value.trim();
    if (text === "") return this.focus();
    if (text.length > MAX_CHARACTERS) return;
    this.draft = "";
    this.#context.submit(text, null);
  }

  #listen(): void {
    this.element.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#submit();
    });
    for (const field of [this.#area, this.#line]) field.addEventListener("input", () => this.#typed());
    this.#area.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      this.#submit();
    });
    // Host pages with their own shortcuts must not hear what is typed here.
    this.element.addEventListener("keypress", (event) => event.stopPropagation());
  }
}
