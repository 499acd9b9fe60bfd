"""Pages of other sites that embed the chat, each with its own trouble, on an address of their own."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from string import Template

STRICT = (
    "default-src 'none'; script-src {chat}; connect-src {chat}; base-uri 'none'; form-action 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)
TAG = (
    '<script src="$chat/widget.js" data-clinic="Elm Clinic" data-phone="(312) 555-0142"$more async></script>'
)
BODY = """<main><h1>Elm Clinic</h1><p>A page of the clinic.</p>
<button data-frontdesk-open>Ask us</button>
<a href="#ask=cost">How much does treatment cost?</a></main>"""


@dataclass(frozen=True)
class HostPage:
    """`head` and `body` are templates: $chat is the chat's address, $tag the embed line."""

    head: str = "$tag"
    body: str = BODY
    policy: str = ""
    attributes: str = 'lang="en"'
    more: str = ""  # further attributes of the embed line


PAGES = {
    "/": HostPage(),
    "/plain": HostPage(head=""),
    "/strict": HostPage(policy=STRICT),
    "/before-body": HostPage(head=TAG.replace(" async", "")),
    "/twice": HostPage(head="$tag$tag", body=BODY + "$tag<frontdesk-chat></frontdesk-chat>"),
    "/rtl": HostPage(attributes='lang="ar" dir="rtl"'),
    "/spanish": HostPage(attributes='lang="es"'),
    "/dark-accent": HostPage(
        head="<style>:root { --frontdesk-accent: #ffe14d; --frontdesk-accent-dark: #20303c }</style>$tag"
    ),
    "/idle": HostPage(more=' data-idle-minutes="0.1"'),
    "/pricing": HostPage(),
    "/framed": HostPage(
        head="", body='<iframe src="$chat/chat/frame" title="Chat" width="380" height="640"></iframe>'
    ),
    "/hostile": HostPage(
        head="""<style>
          * { all: revert !important; color: red !important; font-size: 40px !important; }
          div, button, p, ol, li, form, textarea { display: none !important; position: fixed !important; }
          frontdesk-chat { display: none; visibility: hidden; opacity: 0; zoom: 3; transform: scale(3); }
        </style>
        <script>
          Object.prototype.hostile = 1;
          Array.prototype.toJSON = function () { return "hostile"; };
          String.prototype.trimEnd = null;
          window.config = window.script = window.lang = window.wanted = window.h = "mine";
          window.EventSource = undefined;
          window.alert = () => { throw new Error("alert"); };
          window.before = Object.getOwnPropertyNames(window);
        </script>$tag"""
    ),
}


class Host:
    """The other site. `base` is its address."""

    def __init__(self, port: int, chat: str) -> None:
        self.base = f"http://127.0.0.1:{port}"
        self._chat = chat

    def render(self, path: str) -> tuple[str, str] | None:
        """The page's policy and text, None when there is no such page."""
        page = PAGES.get(path.split("?")[0])
        if page is None:
            return None
        tag = Template(TAG).substitute(chat=self._chat, more=page.more)
        parts = {"chat": self._chat, "tag": tag, "more": page.more}
        head, body = Template(page.head).substitute(parts), Template(page.body).substitute(parts)
        text = (
            f"<!doctype html><html {page.attributes}><head><meta charset=utf-8><title>Elm Clinic</title>"
            f'<meta name=viewport content="width=device-width, initial-scale=1">{head}</head>'
            f"<body>{body}</body></html>"
        )
        return page.policy.format(chat=self._chat), text


@contextmanager
def serve(port: int, chat: str) -> Iterator[Host]:
    """The host site listens on `port` until the block ends."""
    host = Host(port, chat)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path == "/favicon.ico":  # browsers ask for it when they please: nothing is amiss
                self.send_response(204)
                self.end_headers()
                return
            found = host.render(self.path)
            self.send_response(200 if found else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            if found and found[0]:
                self.send_header("Content-Security-Policy", found[0])
            self.end_headers()
            self.wfile.write((found[1] if found else "nothing here").encode())

        def log_message(self, *_: object) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield host
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
