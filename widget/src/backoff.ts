// How long to wait before trying again.

/** Milliseconds before retry number `attempt` (0 is the first): doubling, capped, ±25 %. */
export function backoff(attempt: number, baseMs: number, capMs: number, random: number): number {
  const plain = Math.min(capMs, baseMs * 2 ** Math.min(attempt, 16));
  return Math.round(plain * (0.75 + 0.5 * random));
}

/** Resolves after `ms`, or at once when the signal aborts. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener("abort", done);
  });
}
