// Copying with a spoken result.
import type { Context } from "./context";

const SHOWN_MS = 2500;

/** Says what came of a button, and shows it on the button for a moment. */
export function showResult(context: Context, result: string, trigger: HTMLButtonElement): void {
  context.say(result);
  const before = trigger.textContent;
  trigger.textContent = result;
  setTimeout(() => (trigger.textContent = before), SHOWN_MS);
}

export async function copyText(context: Context, text: string, trigger: HTMLButtonElement | null): Promise<void> {
  const { t } = context.i18n;
  let result = t("copied");
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    result = t("copyFailed");
  }
  if (trigger) showResult(context, result, trigger);
  else context.say(result);
}
