"""A proxy before a SPARQL server that fails some requests, each in its way."""

import http.server
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import ClassVar

Failing = Callable[[int, str], str]
"""The number of a request (from 0) and its path → how it fails: "" not at all, else one of KINDS or a status."""
KINDS = ("cut", "lost", "half", "hang", "junk")


class _Faulty(http.server.BaseHTTPRequestHandler):
    target: ClassVar[str]
    failing: ClassVar[Failing]
    seconds: ClassVar[float]
    seen: ClassVar[list[str]]
    lock: ClassVar[threading.Lock]

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        kind = type(self)
        with kind.lock:
            failure = kind.failing(len(kind.seen), self.path)
            kind.seen.append(failure)
        if failure == "cut":  # before anything is done
            self._cut()
        elif failure == "hang":
            time.sleep(kind.seconds)
            self._cut()
        elif failure.isdecimal():
            self.send_error(int(failure))
        elif failure == "junk":
            self._answer(200, b'{"head": {"vars": ["s"]}, "results": {"bind', "application/sparql-results+json")
        else:
            status, reply, media = self._passed(body)
            if failure == "lost":  # done, but nobody hears of it
                self._cut()
            else:
                self._answer(status, reply, media, short=failure == "half")

    def _cut(self) -> None:
        self.close_connection = True
        self.connection.close()

    def _passed(self, body: bytes) -> tuple[int, bytes, str]:
        heads = {name: self.headers[name] for name in ("Content-Type", "Accept") if self.headers[name]}
        request = urllib.request.Request(self.target + self.path, body, heads, method="POST")  # noqa: S310 -- our own server
        try:
            with urllib.request.urlopen(request) as answer:  # noqa: S310 -- our own server
                return answer.status, answer.read(), answer.headers["Content-Type"] or "text/plain"
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read(), "text/plain"

    def _answer(self, status: int, reply: bytes, media: str, *, short: bool = False) -> None:
        self.send_response(status)
        self.send_header("Content-Type", media)
        self.send_header("Content-Length", str(len(reply) + 10 * short))
        self.end_headers()
        self.wfile.write(reply)

    def log_message(self, *_: object) -> None:
        pass


class _Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def handle_error(self, *_: object) -> None:
        """A client that gave up is no news."""


@contextmanager
def faulty(target: str, failing: Failing, *, seconds: float = 1.0) -> Iterator[tuple[str, list[str]]]:
    """The proxy's address, and how each request so far failed; one that is to hang does so for so many `seconds`."""
    seen: list[str] = []
    held = {"target": target, "failing": staticmethod(failing), "seconds": seconds, "seen": seen}
    handler = type("Handler", (_Faulty,), held | {"lock": threading.Lock()})
    with _Server(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}", seen
        finally:
            server.shutdown()
            thread.join()
