"""The page itself: templates filled, charts' program and data set in, nothing asked of the network.

Text of documents reaches the page through autoescaping or as JSON that holds no `<`; the content security policy admits
the page's own two scripts by their hashes and no other, no request, no form, no frame.
"""

from __future__ import annotations

import base64
import hashlib
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from . import charts, view, words
from .passages import passage
from .records import ReportData

if TYPE_CHECKING:
    from jinja2 import Environment

TEMPLATES = Path(__file__).resolve().parent.parent / "templates"
LIBRARY = "vendor/echarts/echarts.min.js"


def page(report: ReportData) -> str:
    """Write a report as one HTML page that needs no network; the same data gives the same page."""
    scripts = [script(LIBRARY), script("report/charts.js")]
    frame = {"policy": policy(scripts), "scripts": scripts, "style": text("report/style.css")}
    return environment().get_template("page.html").render(**frame, **contents(report), **drawings(report))


def contents(report: ReportData) -> dict[str, Any]:
    """Everything the page says, by the names its templates use."""
    lists = (view.documents, view.between, view.chains, view.loads, view.standings, view.silences, view.conflicts)
    return {
        "report": report,
        "subject": view.subject(report),
        "numbers": {source.plan: at for at, source in enumerate(report.sources, start=1)},
        "short": charts.short_names(report.duties),
        "links": partial(view.links, report),
        "dropped": view.outcomes(report.continuity.dropped),
        "new": view.outcomes(report.continuity.new),
        **{listed.__name__: listed(report) for listed in lists},
    }


def drawings(report: ReportData) -> dict[str, Any]:
    """The charts' numbers, and the tables of the same numbers."""
    flows, dues = charts.flows(report.duties, report.continuity), charts.dues(report.duties)
    drawn = {
        "alluvial": charts.alluvial(report.duties, flows),
        "heat": charts.heat(report.loads, report.duties),
        "calendar": charts.calendar(dues),
    }
    return {"drawn": drawn, "flows": view.flow_table(flows), "days": view.days(dues)}


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
    named = ("names", "in_charge", "decimal", "chance", "percent", "sureness", "grounds", "alterations", "worded")
    made.globals.update({name: getattr(words, name) for name in named})
    made.globals.update(
        {name: getattr(words, name) for name in ("KINDS", "VERDICTS", "GAPS", "ADVICE", "NULLS", "WHATS")}
    )
    made.globals.update(passage=passage, kinds_across=view.ACROSS)
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
