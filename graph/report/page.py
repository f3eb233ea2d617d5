"""The page itself: templates filled, charts' program and data set in, nothing asked of the network.

Text of documents reaches the page through autoescaping or as JSON that holds no `<`; the content security policy admits
the page's own two scripts by their hashes and no other, no request, no form, no frame.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable
from functools import partial
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .. import wording
from ..load.records import GAP_WORDS, HEADS, NULL_WORDS, VERDICT_WORDS
from . import view, words
from .layout import laid
from .passages import BRIEF, LONGEST, passage
from .records import ReportData

if TYPE_CHECKING:
    from jinja2 import Environment

TEMPLATES = Path(__file__).resolve().parent.parent / "templates"
LIBRARY = "vendor/echarts/echarts.min.js"


def page(report: ReportData) -> str:
    """Write a report as one HTML page that needs no network; the same data gives the same page."""
    scripts = [script(LIBRARY), script("report/charts.js")]
    frame = {"policy": policy(scripts), "scripts": scripts, "style": text("report/style.css")}
    return environment().get_template("page.html").render(**frame, **contents(report))


def contents(report: ReportData) -> dict[str, Any]:
    """Everything the page says, by the names its templates use; figures and tables are numbered as they come."""
    from ..continuity.model import LINKED

    several = len(report.chapters) > 1
    laid_out = [
        laid(chapter, f"p{at}-" if several else "", view.AMONG_OTHERS if several else view.ALONE)
        for at, chapter in enumerate(report.chapters, start=1)
    ]
    return {
        "report": report,
        "several": several,
        "chapters": laid_out,
        "drawn": {"kinds": dict(wording.KINDS), "chapters": [one.drawn for one in laid_out]},
        "subject": view.subject(report),
        "documents": view.documents(report),
        "numbers": {source.plan: at for at, source in enumerate(report.sources, start=1)},
        "figure": partial(next, count(1)),
        "table": partial(next, count(1)),
        "unsaid": unsaid(),
        "bar": LINKED,
    }


def unsaid() -> Callable[[str], bool]:
    """Whether an explanation was not given yet, so that the chapter that needs it first gives it for all."""
    said: set[str] = set()

    def first(name: str) -> bool:
        new = name not in said
        said.add(name)
        return new

    return first


def environment() -> Environment:
    """Set Jinja up: everything escaped, every string made plain, the words of the report at hand."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    made = Environment(
        loader=FileSystemLoader(TEMPLATES / "report"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=finalized,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "sort_keys": True}
    named = (
        "in_charge", "decimal", "chance", "shortened", "sureness", "grounds", "alterations", "worded", "ADVICE",
    )  # fmt: skip
    shared = ("KINDS", "WHATS", "STANDINGS", "SURE", "FIRST", "DECIDED")
    made.globals.update({name: getattr(words, name) for name in named})
    made.globals.update({name: getattr(wording, name) for name in shared})
    made.globals.update(HEADS=HEADS, NULLS=NULL_WORDS, VERDICTS=VERDICT_WORDS, GAPS=GAP_WORDS)
    made.globals.update(passage=passage, brief=BRIEF, full=LONGEST, kinds_across=view.LINKS)
    return made


def finalized(value: Any) -> Any:
    """Make strangers' strings plain; what the page itself marked as safe stays."""
    return words.plain(value) if type(value) is str else value


def text(name: str) -> str:
    """Read a file of the package; it is the package's own, so it is safe."""
    from markupsafe import Markup

    return Markup((TEMPLATES / name).read_text("utf-8"))  # noqa: S704 - no document has a say in it


def script(name: str) -> str:
    """Read a program so that nothing in it ends its element early."""
    from markupsafe import Markup

    inner = str(text(name)).replace("</script", "<\\/script").replace("<!--", "<\\!--")
    return Markup(f"\n{inner}\n")  # noqa: S704 - no document has a say in it


def policy(scripts: list[str]) -> str:
    """The content security policy: the page's own scripts by hash, its styles in line, nothing else."""
    hashes = " ".join(f"'sha256-{base64.b64encode(hashlib.sha256(s.encode()).digest()).decode()}'" for s in scripts)
    return f"default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
