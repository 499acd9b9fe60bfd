// An incremental parser for text/event-stream, as the HTML standard describes it.

export interface ServerEvent {
  readonly id: string | null;
  readonly event: string;
  readonly data: string;
}

/** Feed decoded text in any slices; complete events come back in order. */
export function createSseParser(): (chunk: string) => ServerEvent[] {
  let rest = "";
  let id: string | null = null;
  let event = "";
  let data: string[] = [];

  function flush(out: ServerEvent[]): void {
    if (data.length > 0) out.push({ id, event: event || "message", data: data.join("\n") });
    event = "";
    data = [];
  }

  function readLine(line: string, out: ServerEvent[]): void {
    if (line === "") return flush(out);
    const colon = line.indexOf(":");
    if (colon === 0) return;
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
    if (field === "data") data.push(value);
    else if (field === "event") event = value;
    else if (field === "id" && !value.includes("\0")) id = value;
  }

  return (chunk) => {
    const out: ServerEvent[] = [];
    rest += chunk;
    for (;;) {
      const end = rest.search(/\r\n|\n|\r/);
      // A lone CR at the very end may be half of a CRLF: wait for more.
      if (end < 0 || (rest[end] === "\r" && end === rest.length - 1)) return out;
      const width = rest.startsWith("\r\n", end) ? 2 : 1;
      const line = rest.slice(0, end);
      rest = rest.slice(end + width);
      readLine(line, out);
    }
  };
}
