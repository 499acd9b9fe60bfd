"""As much of an SMTP server as one message needs: keeps what it was sent, refuses or dawdles when told to."""

from __future__ import annotations

import socketserver
import threading
from typing import Any


class Session(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        server: Any = self.server
        self.wfile.write(b"220 ready\r\n")
        while line := self.rfile.readline():
            verb = line[:4].upper()
            if verb == b"DATA":
                self.wfile.write(b"354 go on\r\n")
                body = b""
                while (row := self.rfile.readline()) != b".\r\n":
                    body += row
                server.got.append(body)
                server.go_on.wait(30)
            refused = verb == b"RCPT" and server.refuse
            answer = b"550 no\r\n" if refused else b"221 bye\r\n" if verb == b"QUIT" else b"250 ok\r\n"
            try:
                self.wfile.write(answer)
            except OSError:
                return  # whoever sent it was killed
            if verb == b"QUIT":
                return


class Sink(socketserver.ThreadingTCPServer):
    """`got` is every message; while `go_on` is cleared a message is taken but not acknowledged."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Session)
        self.got: list[bytes] = []
        self.refuse = False
        self.go_on = threading.Event()
        self.go_on.set()
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    @property
    def address(self) -> str:
        return f"smtp://127.0.0.1:{self.server_address[1]}"

    def close(self) -> None:
        self.go_on.set()
        self.shutdown()
        self.server_close()
