// The script tag: <script src="https://host/widget.js" data-clinic="…" async></script>
import { readConfig } from "./config";
import { define, mount } from "./embed";
import { createI18n, loadWords, pickLanguage, type Words } from "./i18n";

function ownScript(): HTMLScriptElement | null {
  const current = document.currentScript;
  if (current instanceof HTMLScriptElement) return current;
  return document.querySelector<HTMLScriptElement>("script[data-clinic]");
}

const script = ownScript();
const config = readConfig(script?.dataset ?? {}, script?.src ?? "", location.origin);
const wanted = [config.locale ?? "", document.documentElement.lang, ...navigator.languages].filter(Boolean);
const lang = pickLanguage(wanted);

function begin(words: Words | null): void {
  if (define(config, createI18n(wanted, config.clinic, words))) mount();
}

if (lang === "en") begin(null);
else void loadWords(lang, config.origin).then(begin);
