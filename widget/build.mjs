// Bundles src/index.ts into dist/widget.js and fails when it is over budget.
import { build, transform } from "esbuild";
import { createHash } from "node:crypto";
import { mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
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
 * Names of our own members that no browser object, API body or stored value has: these are shortened.
 * (A name that is missing here only costs bytes; one that is not ours alone would break.)
 */
const OWN_NAMES = `outbox dispatch banners composer announcer scroller endReason reachable unread outgoing cursor onGone
 onReach onMessages mailReference reviewed progress reference sources choices store session config phase suggestions onReturned onRefused onAccepted onWarn onEnd onTokenChange onChange focusComposer setQuestion showProblem
 setOnline setToken saveUnsent takeUnsent lastSeen afterMs retryAfterMs crisisPhone privacyUrl idleMs multiline restart
 startOver endAndForget toEnd fullScreen setWaitingWords focusIn subscribe tokenChanged setIdle setMode setActive announce
 advance i18n newId kick presence waitingForStaff readMessages follow begin resume`.split(/\s+/);

/**
 * Every language but English becomes a file of its own beside widget.js, named after its content.
 * A missing or unknown key fails the build. Returns language → file name.
 */
async function locales() {
  const read = async (name) => JSON.parse(await readFile(`src/locales/${name}`, "utf8"));
  const english = Object.keys(await read("en.json"));
  const files = {};
  for (const name of (await readdir("src/locales")).filter((name) => name !== "en.json")) {
    const words = await read(name);
    const wrong = [...english, ...Object.keys(words)].filter((key) => !(english.includes(key) && key in words));
    if (wrong.length > 0) throw new Error(`${name}: keys differ from en.json: ${wrong.join(", ")}`);
    const text = JSON.stringify(words);
    const language = name.replace(".json", "");
    files[language] = `widget-${language}.${sha("sha256", text, "hex").slice(0, 12)}.json`;
    await writeFile(`dist/${files[language]}`, text);
  }
  return files;
}

function sha(kind, data, form) {
  return createHash(kind).update(data).digest(form);
}

async function bundle() {
  await rm("dist", { recursive: true, force: true });
  await mkdir("dist");
  const files = await locales();
  await build({
    entryPoints: ["src/index.ts"],
    outfile: OUT,
    bundle: true,
    minify: true,
    format: "iife",
    target: "es2022",
    charset: "utf8",
    legalComments: "none",
    plugins: [cssText],
    mangleProps: new RegExp(`^(${OWN_NAMES.join("|")})$`),
    define: { LOCALE_FILES: JSON.stringify(files) },
    logLevel: "warning",
  });
  const code = await readFile(OUT);
  const gzip = gzipSync(code, { level: 9 }).length;
  const integrity = `sha384-${sha("sha384", code, "base64")}`;
  const facts = { file: "widget.js", integrity, bytes: code.length, gzip, locales: files };
  await writeFile("dist/manifest.json", JSON.stringify(facts, null, 2) + "\n");
  console.log(`widget: ${OUT} ${code.length} bytes, ${gzip} gzip (budget ${BUDGET_GZIP_BYTES})`);
  console.log(`widget: integrity ${integrity}`);
  if (gzip > BUDGET_GZIP_BYTES) {
    console.error(`widget: over the ${BUDGET_GZIP_BYTES} byte gzip budget`);
    process.exit(1);
  }
}

if (process.argv[1]?.endsWith("build.mjs")) await bundle();
