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
 i18n newId kick presence waitingForStaff readMessages follow begin resume
 setOpen touch unsent onLimited lastRead setRead trigger dismiss isOpen render latest pick limit online news thread erase receipt`.split(/\s+/);

const WORDS = JSON.parse(await readFile("src/locales/en.json", "utf8"));

/** Keys of words that nothing else is called (camelCase, never `.key`) → one or two characters. */
const SHORT_KEYS = new Map(Object.keys(WORDS).filter((key) => /[a-z][A-Z]/.test(key) && key !== "defaultClinic")
  .map((key, index) => [key, index.toString(36)]));

function shorten(source) {
  return source.replace(/"([a-z]+[A-Z]\w*)"/g, (whole, key) => (SHORT_KEYS.has(key) ? `"${SHORT_KEYS.get(key)}"` : whole));
}

const shortKeys = {
  name: "short-keys",
  setup(builder) {
    builder.onLoad({ filter: /\/src\/.*\.(ts|json)$/ }, async ({ path }) => {
      const contents = shorten(await readFile(path, "utf8"));
      return { contents, loader: path.endsWith(".ts") ? "ts" : "json" };
    });
  },
};

/** Colours and sizes that only the widget's own style sheets and theme.ts name; a clinic's begin with frontdesk. */
function shortenVariables(code) {
  const names = new Map();
  return code.replace(/(?<=[{;`"}]|var\()--(?!frontdesk)([a-z-]{3,})(?=[:,)])/g, (_, name) => {
    if (!names.has(name)) names.set(name, names.size.toString(36));
    return `--_${names.get(name)}`;
  });
}

/** A value for `{reference}` would be put in under the shortened name, and the braces stay on the screen. */
function checkPlaceholders(name, words) {
  const shortened = OWN_NAMES.filter((own) => Object.values(words).some((text) => text.includes(`{${own}}`)));
  if (shortened.length > 0) throw new Error(`${name}: shortened names in braces: ${shortened.join(", ")}`);
}

/**
 * Every language but English becomes a file of its own beside widget.js, named after its content.
 * A missing or unknown key fails the build. Returns language → file name.
 */
async function locales() {
  const read = async (name) => JSON.parse(await readFile(`src/locales/${name}`, "utf8"));
  const english = Object.keys(WORDS);
  checkPlaceholders("en.json", WORDS);
  const files = {};
  for (const name of (await readdir("src/locales")).filter((name) => name !== "en.json")) {
    const words = await read(name);
    const wrong = [...english, ...Object.keys(words)].filter((key) => !(english.includes(key) && key in words));
    if (wrong.length > 0) throw new Error(`${name}: keys differ from en.json: ${wrong.join(", ")}`);
    checkPlaceholders(name, words);
    const text = shorten(JSON.stringify(words));
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
    plugins: [cssText, shortKeys],
    mangleProps: new RegExp(`^(${OWN_NAMES.join("|")})$`),
    define: { LOCALE_FILES: JSON.stringify(files) },
    logLevel: "warning",
  });
  const code = Buffer.from(shortenVariables(await readFile(OUT, "utf8")));
  await writeFile(OUT, code);
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
