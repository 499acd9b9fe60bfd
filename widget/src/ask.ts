// Links on the host page: [data-frontdesk-open] opens the chat, #ask=<slug> opens it and asks.

const SLUG = /^#ask=([a-z0-9][a-z0-9_-]{0,47})$/i;

/** `#ask=number_of_sessions` → `number_of_sessions`; anything else → null. */
export function askSlug(hash: string): string | null {
  return SLUG.exec(hash)?.[1] ?? null;
}

export function slugWords(slug: string): string {
  return slug.replace(/[_-]+/g, " ").trim();
}

/** The question a link asks: its data-question, else its own words, else null. */
export function questionOf(link: Element): string | null {
  const words = link.getAttribute("data-question") ?? link.textContent ?? "";
  const plain = words.replace(/\s+/g, " ").trim();
  return plain.length > 1 && plain.length <= 300 ? plain : null;
}

export interface AskHandlers {
  open(from: HTMLElement | null): void;
  ask(slug: string, question: string | null, from: HTMLElement | null): void;
}

function fromClick(event: Event, handlers: AskHandlers): boolean {
  const target = event.target;
  if (!(target instanceof Element)) return false;
  const anchor = target.closest<HTMLAnchorElement>("a[href*='#ask=']");
  const slug = anchor && anchor.pathname === location.pathname ? askSlug(anchor.hash) : null;
  if (anchor && slug !== null) {
    handlers.ask(slug, questionOf(anchor), anchor);
    return true;
  }
  const opener = target.closest<HTMLElement>("[data-frontdesk-open]");
  if (opener) handlers.open(opener);
  return opener !== null;
}

/** Asks for the address's #ask=, in the words of a link of this page to the same topic if there is one, and takes it out so that a reload does not ask again. */
function fromAddress(handlers: AskHandlers): void {
  const slug = askSlug(location.hash);
  if (slug === null) return;
  history.replaceState(history.state, "", location.pathname + location.search);
  const link = document.querySelector(`a[href$="#ask=${slug}"]`);
  handlers.ask(slug, link && questionOf(link), null);
}

export function watchHostPage(handlers: AskHandlers, signal: AbortSignal): void {
  const clicked = (event: MouseEvent): void => {
    const plain = !(event.ctrlKey || event.metaKey || event.shiftKey);
    if (!event.defaultPrevented && plain && fromClick(event, handlers)) event.preventDefault();
  };
  document.addEventListener("click", clicked, { signal });
  window.addEventListener("hashchange", () => fromAddress(handlers), { signal });
  fromAddress(handlers);
}
