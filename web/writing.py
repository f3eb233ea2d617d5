"""Pages written down: HTML by templates with autoescape, JSON, CSV, RDF."""

from __future__ import annotations

import csv
import io
import json
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from starlette.responses import Response

from ..terminal import harmless
from .addresses import path_of, with_params
from .library import Holdings
from .negotiation import MEDIA, Form
from .page import Asked, Page, Table
from .statements import statements, written
from .visible import visible
from .words import said

if TYPE_CHECKING:
    from jinja2 import Environment

HERE = Path(__file__).parent


def response(page: Page, form: Form, holdings: Holdings, asked: Asked, here: str) -> Response:
    """Write a page in a form; `here` is its own address without parameters."""
    if form == "html":
        body = html(page, holdings, asked, here)
    elif form == "json":
        record = page.record() if callable(page.record) else page.record
        body = json.dumps(record, ensure_ascii=False, indent=1) + "\n"
    elif form == "csv":
        body = as_csv(page.table() if callable(page.table) else page.table)
    else:
        about = page.about() if callable(page.about) else page.about
        body = written(statements(holdings.store, about), form)
    kind = MEDIA[form] if form in {"jsonld", "json", "nt"} else f"{MEDIA[form]}; charset=utf-8"
    return Response(body, page.status, {"content-type": kind, "vary": "Accept, Cookie"})


def html(page: Page, holdings: Holdings, asked: Asked, here: str) -> str:
    """Fill a page's template."""
    frame: dict[str, Any] = {
        "t": partial(said, language=asked.language),
        "link": partial(path_of, holdings.namer.base),
        "with_params": with_params,
        "lang": asked.language,
        "page": page,
        "asked": asked,
        "here": here,
        "today": asked.today,
    }
    return environment().get_template(page.template).render(**frame, **page.view)


@cache
def environment() -> Environment:
    """The templates, every value escaped."""
    import jinja2

    loader = jinja2.FileSystemLoader(HERE / "templates")
    return jinja2.Environment(
        loader=loader,
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=visible,
    )


def as_csv(table: Table) -> str:
    """A table as CSV with a byte order mark, so that a spreadsheet reads Chinese; no cell is read as a formula."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(table.heads)
    writer.writerows([[harmless(cell) for cell in row] for row in table.rows])
    return "\ufeff" + out.getvalue()
