// Ends a chat that nobody uses: a warning first, with time to answer it (WCAG 2.2.1).

export interface IdleDeps {
  readonly afterMs: number;
  readonly now: () => number;
  /** ms since 1970 of the last use in any tab; 0 when unknown. */
  readonly lastSeen: () => number;
  readonly active: () => boolean;
  readonly onWarn: (warning: boolean) => void;
  readonly onEnd: () => void;
  readonly signal: AbortSignal;
}

const MAX_WARNING_MS = 120_000;
const CHECK_MS = 5_000;

export type IdleState = "fine" | "warn" | "over";

export function idleState(sinceMs: number, afterMs: number): IdleState {
  if (afterMs <= 0) return "fine";
  if (sinceMs >= afterMs) return "over";
  return sinceMs >= afterMs - Math.min(MAX_WARNING_MS, afterMs / 2) ? "warn" : "fine";
}

/** Looks at once and then every few seconds. */
export function watchIdle(deps: IdleDeps): void {
  const check = (): void => {
    const seen = deps.lastSeen();
    const state = deps.active() && seen > 0 ? idleState(deps.now() - seen, deps.afterMs) : "fine";
    deps.onWarn(state === "warn");
    if (state === "over") deps.onEnd();
  };
  if (deps.afterMs <= 0) return;
  check();
  const timer = setInterval(check, Math.min(CHECK_MS, deps.afterMs / 4));
  deps.signal.addEventListener("abort", () => clearInterval(timer));
}
