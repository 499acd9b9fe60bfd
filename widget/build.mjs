// Bundles src/index.ts into dist/widget.js and fails when it is over budget.
import { build, transform } from "esbuild";
import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";

const BUDGET_GZIP_BYTES = 25_000;
const OUT = "dist/widget.js";

/** `import css from "./x.css"` gives the minified text, for constructable style sheets. */
export const cssText = {
  name: "css-text",
  setup(builder) {
    builder.onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const source = await readFile(path, "utf8");
      const { code } = await transform(source, { loader: "css", minify: true });
      return { contents: code.trim(), loader: "text" };
    });
  },
};

/**
 * Other languages become plain lists in the order of en.json's keys, 0 where the words are the same;
 * a missing key fails the build.
 */
export const localeLists = {
  name: "locale-lists",
  setup(builder) {
    builder.onLoad({ filter: /locales\/\w+\.json$/ }, async ({ path }) => {
      if (path.endsWith("/en.json")) return undefined;
      const english = JSON.parse(await readFile(new URL("src/locales/en.json", import.meta.url), "utf8"));
      const words = JSON.parse(await readFile(path, "utf8"));
      const wrong = [...Object.keys(english), ...Object.keys(words)].filter((key) => !(key in english && key in words));
      if (wrong.length > 0) return { errors: [{ text: `keys differ from en.json: ${wrong.join(", ")}` }] };
      return { contents: JSON.stringify(Object.keys(english).map((key) => (words[key] === english[key] ? 0 : words[key]))), loader: "json" };
    });
  },
};

async function bundle() {
  await build({
    entryPoints: ["src/index.ts"],
    outfile: OUT,
    bundle: true,
    minify: true,
    format: "iife",
    target: "es2022",
    charset: "utf8",
    legalComments: "none",
    plugins: [cssText, localeLists],
    logLevel: "warning",
  });
  const code = await readFile(OUT);
  const gzip = gzipSync(code, { level: 9 }).length;
  const integrity = "sha384-" + createHash("sha384").update(code).digest("base64");
  const hash = createHash("sha256").update(code).digest("hex").slice(0, 12);
  const facts = { file: "widget.js", hash, integrity, bytes: code.length, gzip };
  await writeFile("dist/manifest.json", JSON.stringify(facts, null, 2) + "\n");
  console.log(`widget: ${OUT} ${code.length} bytes, ${gzip} gzip (budget ${BUDGET_GZIP_BYTES})`);
  console.log(`widget: integrity ${integrity}`);
  if (gzip > BUDGET_GZIP_BYTES) {
    console.error(`widget: over the ${BUDGET_GZIP_BYTES} byte gzip budget`);
    process.exit(1);
  }
}

if (process.argv[1]?.endsWith("build.mjs")) await bundle();
