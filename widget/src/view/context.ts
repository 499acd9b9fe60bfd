// What every view is given.
import type { Config } from "../config";
import type { I18n } from "../i18n";
import type { Session } from "../session";
import type { Store } from "../store";

export interface Context {
  readonly config: Config;
  readonly i18n: I18n;
  readonly store: Store;
  readonly session: Session;
  readonly host: HTMLElement;
  close(): void;
  /** Sends and keeps the panel's scroll and focus where they help. */
  submit(text: string, choice: string | null): void;
  focusComposer(): void;
  /** What is ticked now of a question that takes several; its Done stands beside the composer. */
  pick(titles: readonly string[]): void;
  /** Says something once through the polite region. */
  say(text: string): void;
}
