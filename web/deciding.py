"""Deciding in the browser: signing in, a decision or an undo posted from a page, recorded as `zeren decide` does."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, get_args
from urllib.parse import parse_qs, quote, urlsplit

from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from ..errors import UsageError, ZerenError
from ..graph.identity.deciding import Choice
from ..graph.identity.decisions import Claim, beside
from ..graph.identity.recording import Recorded, made_of, record
from ..graph.identity.table import read
from ..graph.store import Store
from .signing import COOKIE, LONGEST, Signing, own

if TYPE_CHECKING:
    from pathlib import Path

    from starlette.requests import Request

    from .library import Library
    from .settings import Settings

BODY: Final = 20_000  # bytes of a form
Fields = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Deciding:
    """What deciding needs of the server."""

    settings: Settings
    library: Library
    signing: Signing

    def routes(self) -> list[Route]:
        """The addresses that forms are posted to."""
        return [
            Route("/sign-in", self.sign_in, methods=["POST"]),
            Route("/sign-out", self.sign_out, methods=["POST"]),
            Route("/decide", self.decide, methods=["POST"]),
        ]

    async def sign_in(self, request: Request) -> Response:
        """Take the token and a name, give a cookie."""
        fields = await _fields(request)
        if fields is None or not own(request):
            return _refused(403, "这个表单不是本服务器给出的")
        name = " ".join(_one(fields, "name").split())[:LONGEST]
        known = self.signing.knows(_one(fields, "token"), request.client.host if request.client else "")
        if known is None:
            return _refused(429, "口令错了太多次；请过一分钟再试")
        if not known or not name:
            return RedirectResponse("/decisions?wrong=1", 303)
        answer = RedirectResponse(_back(fields), 303)
        secure = request.url.scheme == "https"
        answer.set_cookie(COOKIE, self.signing.cookie(name), httponly=True, samesite="strict", secure=secure)
        return answer

    async def sign_out(self, request: Request) -> Response:
        """Take the cookie back."""
        fields = await _fields(request)
        if fields is None or not own(request):
            return _refused(403, "这个表单不是本服务器给出的")
        answer = RedirectResponse("/decisions", 303)
        answer.delete_cookie(COOKIE, httponly=True, samesite="strict")
        return answer

    async def decide(self, request: Request) -> Response:
        """Write a decision down and go back to the page that it was made on."""
        from anyio.to_thread import run_sync

        fields = await _fields(request)
        name = self.signing.name(request.cookies.get(COOKIE, ""))
        if fields is None or not own(request) or not name or not self.signing.stamped(name, _one(fields, "stamp")):
            return _refused(403, "请先登记，再从页面上的表单判定")
        try:
            done = await run_sync(self.written, fields, name)
        except ZerenError as error:
            return RedirectResponse(f"/decisions?trouble={quote(str(error)[:500])}", 303)
        path = "/decisions" if done.remark else _back(fields)  # there it is told why it has no effect
        return RedirectResponse(f"{path}{'&' if '?' in path else '?'}decided={quote(done.decision.id)}", 303)

    def written(self, fields: Fields, name: str) -> Recorded:
        """Write down what a form says. Errors: UsageError, StoreError, InputError."""
        claim = next((one for one in get_args(Claim) if one == _one(fields, "claim")), None)
        words = [word.strip() for word in fields.get("words", []) if word.strip()]
        why = " ".join(_one(fields, "why").split())
        if claim is None or not words:
            raise UsageError("表单不全：没有写明判定的是什么")
        if not why:
            raise UsageError("请写明理由")
        path = decisions_of(self.settings)
        signed = name, dt.date.today().isoformat(), why  # noqa: DTZ011 -- the day where the person is
        with Store.writing(self.settings.store) as store:
            known = read(path)
            choice = Choice(_one(fields, "place") or None, bool(fields.get("force")))
            done = record(store, path, known, made_of(claim, words, store, known, signed, choice))
        self.library.refresh()
        return done


def decisions_of(settings: Settings) -> Path:
    """Where the decisions on the store are kept."""
    return settings.decisions or beside(settings.store)


async def _fields(request: Request) -> Fields | None:
    """The fields of a posted form, None where it is none or too long."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > BODY:
            return None
    if request.headers.get("content-type", "").partition(";")[0] != "application/x-www-form-urlencoded":
        return None
    try:
        return parse_qs(body.decode(), keep_blank_values=True, max_num_fields=20)
    except ValueError:
        return None


def _one(fields: Fields, name: str) -> str:
    return fields.get(name, [""])[0]


def _back(fields: Fields) -> str:
    """The page to go back to: one of this server, whatever the form says."""
    found = urlsplit(_one(fields, "back"))
    path = found.path if found.path.startswith("/") and not found.path.startswith(("//", "/\\")) else "/"
    return quote(path, safe="/%-._~:,()@!$&'*+;=") if not found.netloc and not found.scheme else "/"


def _refused(status: int, words: str) -> Response:
    return PlainTextResponse(f"{words}\n", status)
