// Splits plain assistant text into paragraphs and lists, so that it reads well without markup.

export type Block =
  | { readonly kind: "para"; readonly text: string }
  | { readonly kind: "bullets"; readonly items: readonly string[] }
  | { readonly kind: "numbers"; readonly items: readonly string[]; readonly start: number };

const BULLET = /^\s*[-*•]\s+(.*)$/;
const NUMBER = /^\s*(\d{1,2})[.)]\s+(.*)$/;

type Line = { kind: Block["kind"]; text: string; number: number };

function readLine(line: string): Line {
  const bullet = BULLET.exec(line);
  if (bullet) return { kind: "bullets", text: bullet[1] ?? "", number: 0 };
  const numbered = NUMBER.exec(line);
  if (numbered) return { kind: "numbers", text: numbered[2] ?? "", number: Number(numbered[1]) };
  return { kind: "para", text: line, number: 0 };
}

function makeBlock(lines: readonly Line[]): Block {
  const first = lines[0];
  const items = lines.map((line) => line.text);
  if (first?.kind === "bullets") return { kind: "bullets", items };
  if (first?.kind === "numbers") return { kind: "numbers", items, start: first.number };
  return { kind: "para", text: items.join("\n") };
}

/** Numbers must run on by one, else the lines are kept as written. */
function continues(run: readonly Line[], line: Line): boolean {
  const last = run[run.length - 1];
  if (!last || last.kind !== line.kind) return false;
  return line.kind !== "numbers" || line.number === last.number + 1;
}

export function blocks(text: string): Block[] {
  const out: Block[] = [];
  for (const paragraph of text.replace(/\r\n?/g, "\n").split(/\n\s*\n/)) {
    let run: Line[] = [];
    for (const line of paragraph.trim().split("\n").map(readLine)) {
      if (run.length > 0 && !continues(run, line)) {
        out.push(makeBlock(run));
        run = [];
      }
      run.push(line);
    }
    if (run.some((line) => line.text !== "")) out.push(makeBlock(run));
  }
  return out;
}
