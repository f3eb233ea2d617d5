"""Who may decide: a person who knows the token that the server was started with, kept in a signed cookie.

The cookie holds the person's name and a signature, never the token; each form holds a second signature, so that no page
of elsewhere can post one (OWASP, Cross-Site Request Forgery Prevention: HMAC-based token pattern).
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
import threading
import time
from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from starlette.requests import Request

COOKIE: Final = "zeren-editor"
TRIES: Final = 5
MINUTE: Final = 60.0
CLIENTS: Final = 1000  # whose wrong tokens are remembered before the old ones are dropped
LONGEST: Final = 60  # characters of a person's name


@dataclass(slots=True)
class Signing:
    """Signs with a key of this run of the server: who signed in before it was started anew signs in again."""

    token: str
    key: bytes = field(default_factory=lambda: secrets.token_bytes(32), repr=False)
    wrong: dict[str, deque[float]] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def cookie(self, name: str) -> str:
        """What a person who has signed in is known by."""
        held = base64.urlsafe_b64encode(name.encode()).decode()
        return f"{held}.{self._signature('name', held)}"

    def name(self, cookie: str) -> str:
        """Whose cookie it is, empty for none of ours."""
        held, _, signature = cookie.partition(".")
        if not held or not hmac.compare_digest(signature.encode(), self._signature("name", held).encode()):
            return ""
        return base64.urlsafe_b64decode(held).decode()

    def stamp(self, name: str) -> str:
        """What each form of a person holds."""
        return self._signature("form", name)

    def stamped(self, name: str, stamp: str) -> bool:
        """Whether a form is one that this server gave to this person."""
        return hmac.compare_digest(stamp.encode(), self.stamp(name).encode())

    def knows(self, token: str, client: str = "") -> bool | None:
        """Whether it is the token; None after too many wrong ones of one client in a minute."""
        with self.lock:
            now = time.monotonic()
            if len(self.wrong) > CLIENTS:
                self.wrong = {who: times for who, times in self.wrong.items() if now - times[-1] <= MINUTE}
            times = self.wrong.get(client, deque())
            while times and now - times[0] > MINUTE:
                times.popleft()
            if len(times) >= TRIES:
                return None
            right = hmac.compare_digest(token.encode(), self.token.encode())
            if not right:
                times.append(now)
                self.wrong[client] = times
            return right

    def _signature(self, purpose: str, text: str) -> str:
        return hmac.new(self.key, f"{purpose} {text}".encode(), hashlib.sha256).hexdigest()


def own(request: Request) -> bool:
    """Whether a request comes from a page of this server, as far as the browser says where it comes from."""
    if request.headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}:
        return False
    origin = request.headers.get("origin")
    return origin is None or urlsplit(origin).netloc == request.headers.get("host", "")
