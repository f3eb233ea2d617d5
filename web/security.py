"""What every answer says to the browser: run nothing of anyone else's, show in no frame, tell no one."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from starlette.responses import PlainTextResponse

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOCAL: Final = frozenset({"127.0.0.1", "::1", "localhost"})
POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'"
)
HEADERS: Final = MappingProxyType(
    {
        "content-security-policy": POLICY,
        "x-content-type-options": "nosniff",
        "referrer-policy": "same-origin",
        "cross-origin-opener-policy": "same-origin",
        "permissions-policy": "camera=(), geolocation=(), microphone=()",
    }
)


class Guarded:
    """An ASGI application whose answers carry the headers above, where they do not carry their own.

    On this machine's own address (`host`) it answers only to the names of that: a page of elsewhere whose name was made
    to point here (DNS rebinding) learns nothing.
    """

    def __init__(self, app: ASGIApp, host: str | None = None) -> None:
        self.app = app
        self.names = frozenset({host, *LOCAL}) if host in LOCAL else None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on and add to its answer."""

        async def adding(message: Message) -> None:
            if message["type"] == "http.response.start":
                present = {name.lower() for name, _ in message["headers"]}
                more = ((n.encode(), v.encode()) for n, v in HEADERS.items() if n.encode() not in present)
                message["headers"] = [*message["headers"], *more]
            await send(message)

        if scope["type"] == "http" and self.names and name_of(scope) not in self.names:
            await PlainTextResponse("本服务只供本机，请用 http://127.0.0.1 打开\n", 421)(scope, receive, adding)
            return
        await self.app(scope, receive, adding if scope["type"] == "http" else send)


def name_of(scope: Scope) -> str:
    """The name by which a client calls the server, without a port."""
    host = next((value.decode("latin-1") for name, value in scope["headers"] if name == b"host"), "")
    return host.partition("]")[0].lstrip("[") if host.startswith("[") else host.partition(":")[0].lower()
