// Copying with a spoken result.
import type { Context } from "./context";

export async function copyText(context: Context, text: string, trigger: HTMLButtonElement | null): Promise<void> {
  const { t } = context.i18n;
  let result = t("copied");
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    result = t("copyFailed");
  }
  context.say(result);
  if (!trigger) return;
  const before = trigger.textContent ?? "";
  trigger.textContent = result;
  setTimeout(() => (trigger.textContent = before), 2500);
}
