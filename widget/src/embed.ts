// Registers <frontdesk-chat>, puts one into the page and keeps it there.
import type { Config } from "./config";
import { Widget } from "./element";

export const TAG = "frontdesk-chat";

/** Defines the element. Returns false when an earlier copy of the script already did. */
export function define(config: Config): boolean {
  if (customElements.get(TAG)) return false;
  let active: FrontdeskChat | null = null;

  class FrontdeskChat extends HTMLElement {
    #widget: Widget | null = null;

    connectedCallback(): void {
      // A second element on the page stays empty while the first is in use.
      if (this.#widget || active?.isConnected) return;
      active?.dispose();
      active = this;
      this.#widget = new Widget(this, this.attachShadow({ mode: "open" }), config);
      this.#widget.start();
    }

    dispose(): void {
      this.#widget?.dispose();
    }

    open(): void {
      this.#widget?.open(null);
    }

    close(): void {
      this.#widget?.close();
    }
  }

  customElements.define(TAG, FrontdeskChat);
  return true;
}

function whenBody(run: () => void): void {
  if (document.body) return run();
  const observer = new MutationObserver(() => {
    if (!document.body) return;
    observer.disconnect();
    run();
  });
  observer.observe(document.documentElement, { childList: true });
}

/** Puts the element at the end of the body, and back again when the host's code removes it. */
export function mount(): void {
  whenBody(() => {
    const element = document.querySelector<HTMLElement>(TAG) ?? document.createElement(TAG);
    const observer = new MutationObserver(() => {
      if (!element.isConnected && !document.querySelector(TAG)) place();
    });
    const place = (): void => {
      if (!element.isConnected) document.body?.append(element);
      // The body itself may be replaced: watch it and its parent, not the whole page.
      observer.disconnect();
      observer.observe(document.documentElement, { childList: true });
      if (document.body) observer.observe(document.body, { childList: true });
    };
    place();
  });
}
