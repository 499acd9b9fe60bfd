// Light or dark, readable text on the clinic's accent, and the room an on-screen keyboard leaves.
import type { Config } from "../config";
import { contrast, inkOn, parseRgb } from "../contrast";

const MIN_TEXT_CONTRAST = 4.5;
const FULL_SCREEN = "(max-width: 520px), (max-height: 480px)";

export interface Theme {
  /** True when the panel covers the whole screen. */
  fullScreen(): boolean;
}

/** `sheet` holds what is worked out here, so that no style attribute is needed. */
export function createTheme(root: HTMLElement, sheet: CSSStyleSheet, config: Config, signal: AbortSignal): Theme {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const small = matchMedia(FULL_SCREEN);
  const view = window.visualViewport;

  let ink = "";

  function scheme(): void {
    const wanted = config.theme === "auto" ? (dark.matches ? "dark" : "light") : config.theme;
    root.dataset["scheme"] = wanted;
    sheet.replaceSync("");
    ink = accentRules();
    refresh();
  }

  function accentRules(): string {
    const style = getComputedStyle(root);
    const accent = parseRgb(style.borderTopColor);
    const surface = parseRgb(style.backgroundColor);
    if (!accent || !surface) return "";
    const readable = contrast(accent, surface) >= MIN_TEXT_CONTRAST;
    return `--on-accent:${inkOn(accent)};` + (readable ? "" : "--link:var(--ink);");
  }

  function refresh(): void {
    const height = view ? Math.round(view.height) : window.innerHeight;
    const top = view ? Math.round(view.offsetTop) : 0;
    sheet.replaceSync(`.root{${ink}--view-height:${height}px;--view-top:${top}px}`);
  }

  dark.addEventListener("change", scheme, { signal });
  view?.addEventListener("resize", refresh, { signal });
  view?.addEventListener("scroll", refresh, { signal });
  scheme();
  return { fullScreen: () => small.matches };
}
