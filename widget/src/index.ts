// The script tag: <script src="https://host/widget.js" data-clinic="…" async></script>
import { readConfig } from "./config";
import { define, mount } from "./embed";

function ownScript(): HTMLScriptElement | null {
  const current = document.currentScript;
  if (current instanceof HTMLScriptElement) return current;
  return document.querySelector<HTMLScriptElement>("script[data-clinic]");
}

const script = ownScript();
if (define(readConfig(script?.dataset ?? {}, script?.src ?? "", location.origin))) mount();
