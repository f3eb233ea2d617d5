"""A SPARQL 1.1 server over HTTP: where it answers, how it is spoken to, who we are to it.

Addresses: that of an Oxigraph server (`http://host:7878`), that of a Virtuoso or any other endpoint (`http://host/sparql`);
`$ZEREN_STORE_UPDATE` and `$ZEREN_STORE_GRAPHS` name the other two resources where they are elsewhere. A name and a
password stand in the address or in `$ZEREN_STORE_USER` and `$ZEREN_STORE_PASSWORD`, and are never shown.
"""

from __future__ import annotations

import http.client
import os
import re
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from urllib.parse import quote, unquote, urlencode, urlsplit, urlunsplit
from urllib.response import addinfourl

from ..errors import StoreError, UsageError
from .address import is_remote
from .patience import PASSING, Patience

TRIES: Final = 3  # of a question, when the connection breaks
LARGEST: Final = 1 << 30  # bytes of one answer
_MARKUP: Final = re.compile(r"<(style|script)\b.*?(?:</\1>|$)|<[^>]*>", re.DOTALL | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer: its status, its media type, its body; `most` is the most rows that the server says it gives."""

    status: int
    media: str
    body: bytes
    most: int | None = None

    @property
    def words(self) -> str:
        """What it says, on one line; of a page, its text."""
        text = self.body[:2000].decode("utf-8", "replace")
        return " ".join((_MARKUP.sub(" ", text) if self.media == "text/html" else text).split())


class LapseError(StoreError):
    """A request that came to nothing, and might not another time; `broken`: on a connection that stood."""

    def __init__(self, message: str, *, broken: bool = False) -> None:
        super().__init__(message)
        self.broken = broken


class _Nowhere(urllib.request.HTTPRedirectHandler):
    """Follow no redirect: a password is for one server only."""

    def redirect_request(self, *_: object) -> None:
        return None


@dataclass(slots=True)
class Server:
    """A server's three resources: for queries, updates and graphs; `shown` is its address without a password."""

    shown: str
    queries: str
    updates: str
    graphs: str
    user: str = ""
    password: str = field(default="", repr=False)
    whole: bool = False  # whether an update of many parts, and a load of many graphs, are done whole or not at all
    opener: urllib.request.OpenerDirector | None = None
    patience: Patience = field(default_factory=Patience)
    late: int = 0  # requests that were given up and may still be carried out

    def ask(self, query: str, accept: str) -> Reply:
        """Send a query over all graphs together; asked again when the connection breaks."""
        form = urlencode({"query": query, "union-default-graph": "true"}).encode()
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Accept": accept}
        return self._tried("POST", self.queries, form, headers, again=TRIES - 1)

    def update(self, text: str) -> Reply:
        """Send an update."""
        if urlsplit(self.updates).path.endswith("/sparql-auth"):  # Virtuoso takes its updates as a form
            body, kind = urlencode({"query": text}).encode(), "application/x-www-form-urlencoded"
        else:
            body, kind = text.encode(), "application/sparql-update"
        return self._tried("POST", self.updates, body, {"Content-Type": kind, "Accept": "*/*"})

    def graph(self, method: str, graph: str, *, body: bytes | None = None, accept: str = "*/*") -> Reply:
        """Read a graph, or add to it (SPARQL 1.1 Graph Store Protocol)."""
        url = f"{self.graphs}?graph={quote(graph, safe='')}"
        kind = "text/turtle" if self.graphs.endswith("-auth") else "application/n-triples"
        return self._tried(method, url, body, {"Content-Type": kind, "Accept": accept})

    def load(self, nquads: bytes) -> Reply:
        """Add to many graphs at once, where the server is one that does it `whole`."""
        return self._tried("POST", self.graphs, nquads, {"Content-Type": "application/n-quads", "Accept": "*/*"})

    def _tried(self, method: str, url: str, body: bytes | None, headers: dict[str, str], *, again: int = 0) -> Reply:
        """Send a request, as often as our patience allows; `again` is how often besides when the connection breaks."""
        for wait in (*self.patience.waits(), None):
            try:
                reply = self._at_once(method, url, body, headers, again)
                if wait is None or reply.status not in PASSING:
                    return reply
                why = f"服务器一时不行（{reply.status}）"
            except LapseError as lapse:
                self.late += 1
                if wait is None:
                    raise
                why = str(lapse).removeprefix(f"{self.shown}：").partition("；")[0]
            self.patience.told(f"{why}，{wait:g} 秒后再试")
            time.sleep(wait)
        raise AssertionError

    def _at_once(self, method: str, url: str, body: bytes | None, headers: dict[str, str], again: int) -> Reply:
        for rest in range(again, -1, -1):
            try:
                return self._send(method, url, body, headers)
            except LapseError as lapse:
                if not (lapse.broken and rest):
                    raise
        raise AssertionError

    def _broken(self, error: Exception) -> LapseError:
        told = f"连接断开，或对方不是网页服务器（{error!r:.80}）"
        return LapseError(f"{self.shown}：{told}；请核对地址，并看服务器是否在运行", broken=True)

    def _send(self, method: str, url: str, body: bytes | None, headers: dict[str, str]) -> Reply:
        request = urllib.request.Request(url, body, headers, method=method)  # noqa: S310 -- the user's own http(s) address
        try:
            with self._opener().open(request, timeout=self.patience.wait) as answer:
                return self._reply(answer.status, answer)
        except urllib.error.HTTPError as error:
            with error:
                if error.code in {401, 403}:
                    told = "请用 $ZEREN_STORE_USER、$ZEREN_STORE_PASSWORD 给出用户名和口令"
                    raise StoreError(f"{self.shown}：没有权限（{error.code}）；{told}") from None
                return self._reply(error.code, error)
        except urllib.error.URLError as error:
            raise self._unheard(error.reason) from None
        except TimeoutError:
            told = f"{self.patience.wait:g} 秒没有回答；请稍后再试，或查服务器的时限"
            raise LapseError(f"{self.shown}：{told}") from None
        except (ConnectionError, http.client.HTTPException) as error:
            raise self._broken(error) from None
        except ValueError:  # so urllib speaks of a challenge that it has no answer to
            raise StoreError(f"{self.shown}：服务器要的认证方式不支持；只支持 Basic 和 Digest") from None

    def _unheard(self, reason: object) -> LapseError:
        """A request that was not sent to its end, for a reason of the network's."""
        if isinstance(reason, ConnectionResetError | BrokenPipeError):
            return self._broken(reason)
        return LapseError(f"{self.shown}：连不上（{reason}）；请核对地址，并看服务器是否在运行")

    def _reply(self, status: int, answer: addinfourl) -> Reply:
        body = answer.read(LARGEST + 1)
        if len(body) > LARGEST:
            raise StoreError(f"{self.shown}：回答超过 {LARGEST:,} 字节；请分批查询")
        length = answer.headers.get("Content-Length", "")
        if length.isdecimal() and len(body) < int(length):
            raise http.client.IncompleteRead(body, int(length) - len(body))
        most = answer.headers.get("X-SPARQL-MaxRows", "")
        return Reply(status, answer.headers.get_content_type(), body, int(most) if most.isdecimal() else None)

    def _opener(self) -> urllib.request.OpenerDirector:
        if self.opener is None:
            handlers: list[urllib.request.BaseHandler] = [_Nowhere(), urllib.request.ProxyHandler({})]
            if self.user:
                known = urllib.request.HTTPPasswordMgrWithDefaultRealm()
                for url in (self.queries, self.updates, self.graphs):
                    known.add_password(None, url, self.user, self.password)
                handlers += [
                    urllib.request.HTTPDigestAuthHandler(known), urllib.request.HTTPBasicAuthHandler(known),
                ]  # fmt: skip
            self.opener = urllib.request.build_opener(*handlers)
        return self.opener

    def close(self) -> None:
        """Let go of the server."""
        if self.opener:
            self.opener.close()


def server_of(path: Path) -> Server | None:
    """The server at an address, None for the path of a folder.

    An address kept as a `Path` has lost the second of its slashes: `http:/host`. Errors: UsageError for a bad one.
    """
    if not is_remote(path):
        return None
    scheme, rest = path.parts[0].removesuffix(":"), "/".join(path.parts[1:])
    try:
        url = urlsplit(f"{scheme}://{rest}")
        place = _place(url.hostname or "", url.port)
    except ValueError:  # a bad port, a bad name
        raise UsageError(f"--store {scheme}://…：不是完整的网址；应如 http://localhost:7878") from None
    where = quote(url.path.rstrip("/"), safe="/%:@!$&'()*+,;=~")
    bare = urlunsplit((scheme, place, where, "", ""))
    user = unquote(url.username or "") or os.environ.get("ZEREN_STORE_USER", "")
    password = unquote(url.password or "") or os.environ.get("ZEREN_STORE_PASSWORD", "")
    found = resources(bare, signed=bool(user))
    whole = found == (f"{bare}/query", f"{bare}/update", f"{bare}/store")
    return Server(bare, *found, user, password, whole)


def _place(host: str, port: int | None) -> str:
    """Host and port as they stand in an address. Errors: ValueError for what is no host."""
    if ":" not in host:
        host = host.encode("idna").decode()
    if not host or not host.isprintable() or " " in host:
        raise ValueError(host)
    bracketed = f"[{host}]" if ":" in host else host
    return f"{bracketed}:{port}" if port else bracketed


def shown(path: Path) -> str:
    """A store's place as it may be shown: an address without its password."""
    server = server_of(path)
    return server.shown if server else str(path)


def resources(bare: str, *, signed: bool) -> tuple[str, str, str]:
    """Where queries, updates and graphs are taken, by the kind of an address."""
    if not urlsplit(bare).path:
        found = f"{bare}/query", f"{bare}/update", f"{bare}/store"
    elif bare.endswith("/sparql") and signed:
        found = bare, f"{bare}-auth", f"{bare.removesuffix('/sparql')}/sparql-graph-crud-auth"
    else:
        found = bare, bare, bare
    queries, updates, graphs = found
    return queries, os.environ.get("ZEREN_STORE_UPDATE", updates), os.environ.get("ZEREN_STORE_GRAPHS", graphs)
