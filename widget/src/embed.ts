// Registers <frontdesk-chat>, puts one into the page and keeps it there.
import type { Config } from "./config";
import { Widget } from "./element";
import type { I18n } from "./i18n";

export const TAG = "frontdesk-chat";

/** Defines the element. Returns false when an earlier copy of the script already did. */
export function define(config: Config, i18n: I18n): boolean {
  if (customElements.get(TAG)) return false;
  let active: FrontdeskChat | null = null;

  class FrontdeskChat extends HTMLElement {
    #widget: Widget | null = null;

    connectedCallback(): void {
      // A second element on the page stays empty while the first is in use.
      if (this.#widget || active?.isConnected) return;
      active?.dispose();
      active = this;
      this.#widget = new Widget(this, this.shadowRoot ?? this.attachShadow({ mode: "open" }), config, i18n);
      this.#widget.start();
    }

    /** The host's own code took it out, alone or with all around it: it comes back, with what was said. */
    disconnectedCallback(): void {
      queueMicrotask(() => {
        if (this.isConnected || this !== active) return;
        const other = document.querySelector(TAG);
        if (other instanceof FrontdeskChat) other.connectedCallback();
        else mount(this);
      });
    }

    dispose(): void {
      this.#widget?.dispose();
      this.#widget = null;
      this.shadowRoot?.replaceChildren();
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

/** Puts an element at the end of the body, as soon as there is one, unless the page has one by then. */
export function mount(element?: HTMLElement): void {
  const place = (): boolean => {
    const { body } = document;
    if (body && !document.querySelector(TAG)) body.append(element ?? document.createElement(TAG));
    return body !== null;
  };
  if (place()) return;
  const observer = new MutationObserver(() => place() && observer.disconnect());
  observer.observe(document, { childList: true, subtree: true });
}
