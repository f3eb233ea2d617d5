"""The rules that find the unit of a printed name, and the order in which they are tried."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from . import bodies, forms, groups
from .names import fold, kind_of, without_note
from .places import NATION, Jurisdiction, places
from .printed import Reading, ranked, readings
from .resolution import Resolution
from .wording import by_words

_OFFICE_ENDINGS = (
    "处", "科", "室", "局", "股", "队", "站", "所", "中心", "办", "党委", "纪委", "团委", "工会", "党支部", "组",
    "专班", "部", "处（室）",
)  # fmt: skip
_LONGEST = 120  # no unit's name is longer; what is longer was not cut into names
_NO_BUREAU = ("government", "district-government", "general office", "party committee", "group", "unknown")


@dataclass(frozen=True, slots=True)
class _Scope:
    place: Jurisdiction | None
    issuer: Resolution | None
    on: str | None

    @property
    def bureau(self) -> str | None:
        """The key of the issuer where it is a bureau, whose offices may be named by their own names."""
        return self.issuer.key if self.issuer and self.issuer.kind not in _NO_BUREAU else None


def _of_file(body: bodies.Body, printed: str) -> Resolution:
    name = body.name if not body.inner else f"{body.of}{body.name}"
    sure = 1.0 if printed == body.name else 0.95
    return Resolution(body.key, name, body.kind, body.group, body.of, body.function, "city-file", sure, body.members)


def _in_file(text: str, options: list[Reading], scope: _Scope) -> Resolution | None:
    body = bodies.find(scope.bureau, text, scope.on) if scope.bureau else None
    body = body or bodies.anywhere(text, scope.place, scope.on)
    for option in options:
        body = body or (bodies.find(option.place.name, option.rest, scope.on) if option.rest else None)
    return _of_file(body, text) if body else None


def _in_nation(text: str, _: list[Reading], scope: _Scope) -> Resolution | None:
    own = scope.place is not None and scope.place.name == NATION
    body = forms.national_by_alias(own=own).get(text)
    if body is None:
        return None
    return Resolution.unit(body.name, body.kind, "full-name" if text == body.name else "function", 1.0, body.function)


def _of_form(form: forms.Form, place: Jurisdiction, printed: str) -> Resolution:
    name = form.at(place)
    rule, sure = ("full-name", 1.0) if name == printed else ("function", 0.95)
    return Resolution.unit(name, _government(form.kind, place), rule, sure, form.function)


def _government(kind: str, place: Jurisdiction) -> str:
    return "district-government" if kind == "government" and place.level in {"county", "township"} else kind


def _infix(text: str, scope: _Scope) -> Resolution | None:
    for head in forms.heads():
        if not text.startswith(head):
            continue
        for option in readings(text[len(head) :], scope.place, places()):
            pattern, short = f"{head}~{option.rest}", option.manner == "short"
            if option.rest and (form := forms.find(option.place, pattern, scope.on, short=short)):
                return _of_form(form, option.place, text)
    return None


def _in_tables(text: str, options: list[Reading], scope: _Scope) -> Resolution | None:
    inner = scope.bureau and text.endswith(("处", "科", "室", "办", "纪委", "团委", "党委"))
    for option in options:
        if option.manner == "bare" and (inner or option.rest.startswith("委") or option.place.level == "nation"):
            continue
        if not option.rest:
            return _place(option.place)
        if form := forms.find(option.place, option.rest, scope.on, short=option.manner == "short"):
            return _of_form(form, option.place, text)
    return _infix(text, scope)


def _place(place: Jurisdiction) -> Resolution:
    if place.zone:
        return Resolution.unit(f"{place.name}管理委员会", "management committee", "place", 0.9)
    if place.level == "township" and place.name.endswith("街道"):
        return Resolution.unit(f"{place.name}办事处", "district-government", "place", 0.9)
    return Resolution.unit(f"{place.name}人民政府", _government("government", place), "place", 0.9, "政府")


def _office_of(options: list[Reading], scope: _Scope) -> Resolution | None:
    """市公安局国保支队: an office named after a bureau that the tables know."""
    for option in options:
        form, rest = forms.leading(option.place, option.rest, scope.on)
        if form is None or (option.manner == "bare" and option.rest.startswith("委")):
            continue
        if (kind := kind_of(rest)) in {"office", "institution", "department", "party"}:
            return Resolution.office(form.at(option.place), rest, kind, "office-of", 0.85)
    return None


def _of_issuer(text: str, scope: _Scope) -> Resolution | None:
    """法规处, 局机关党委: an office of the bureau that issued the document."""
    named = text
    if text[:1] in "局厅委" and len(text) > 2:
        named = text[1:]
    elif ranked(text):
        return None
    if not named.endswith(tuple(_OFFICE_ENDINGS)) or (named != text and kind_of(named) == "unknown"):
        return None
    kind = kind_of(named) if kind_of(named) != "department" else "office"
    bureau = scope.bureau
    if bureau is None:
        office = named != text or named.endswith(("处", "科", "股", "机关党委", "机关纪委", "机关工会", "机关团委"))
        return Resolution.unknown(text, kind) if office else None
    return Resolution.office(bureau, named, kind, "issuer-office", 0.9)


def _group(text: str, options: list[Reading], scope: _Scope) -> Resolution:
    if found := _in_file(text, options, scope):
        return found
    if scope.bureau and groups.of_issuer(text):
        named = text[1:] if text.startswith(("局机关", "厅机关", "委机关")) else text
        return _class(scope.bureau, named, "issuer-office", 0.9, parent=scope.bureau)
    option = next((o for o in options if o.manner != "short"), None)
    if option is None:
        return _class("?", text, "unscoped", 0.2)
    printed = option.rest if option.manner == "full" else text
    form = groups.find(printed)
    held = groups.members(form, option.place, places()) if form and form.below else ()
    name = form.name if form else _without_each(printed)
    return _class(option.place.name, name, "group", 0.9 if form else 0.7, members=held)


def _without_each(printed: str) -> str:
    """各审批职能部门 and 审批职能部门 are one class; 各 stays before a rank, which would mean a place without it."""
    if (
        printed.startswith("各")
        and len(printed) > 4
        and printed[1] not in "区县市省镇乡旗州街级类"
        and "各" not in printed[1:]
    ):
        return printed[1:]
    return printed


def _class(
    scope: str, name: str, rule: str, confidence: float, *, parent: str | None = None, members: tuple[str, ...] = ()
) -> Resolution:
    return Resolution(
        f"{scope}/{name}", name, "group", group=True, parent=parent, function=None, rule=rule, confidence=confidence,
        members=members,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Question:
    """A printed name and the document that it stands in."""

    text: str
    group: bool = False
    jurisdiction: str | None = None
    issuer: str | None = None
    on: str | None = None


@lru_cache(maxsize=262144)
def resolve(question: Question) -> Resolution:
    """The unit that a printed name stands for in its document."""
    scope = _scope(question.jurisdiction, question.issuer, question.on)
    text = fold(question.text)
    if not text or len(text) > _LONGEST:
        return _class("?", text, "unresolved", 0.2) if question.group else Resolution.unknown(text, "unknown")
    return _group(text, list(readings(text, scope.place, places())), scope) if question.group else _one(text, scope)


@lru_cache(maxsize=4096)
def _scope(jurisdiction: str | None, issuer: str | None, on: str | None) -> _Scope:
    place = places().get(fold(jurisdiction)) if jurisdiction else None
    issued = fold(issuer[:_LONGEST]) if issuer else ""
    if place is None and issued:
        place, _ = places().leading(issued)
    return _Scope(place, _one(issued, _Scope(place, None, on)) if issued else None, on)


def _one(text: str, scope: _Scope) -> Resolution:
    options = list(readings(text, scope.place, places()))
    for rule in (_in_file, _in_nation, _in_tables):
        if known := rule(text, options, scope):
            return known
    if known := _of_issuer(text, scope) or _office_of(options, scope):
        return known
    if (bare := without_note(text)) != text and len(bare) > 2:
        base = _one(bare, scope)
        if base.resolved:
            return base
    return by_words(text, options[0] if options else None, scope.place)
