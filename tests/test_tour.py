"""The notebook is run: every cell prints what it is shown to print.

Run as a script, it writes the outputs of docs/tour.ipynb anew.
"""

import contextlib
import io
import json
import tempfile
from pathlib import Path
from typing import Any

import pytest

PAGE = Path(__file__).resolve().parent.parent / "docs" / "tour.ipynb"


def read() -> dict[str, Any]:
    notebook: dict[str, Any] = json.loads(PAGE.read_text("utf-8"))
    return notebook


def printed(notebook: dict[str, Any]) -> list[str]:
    """What each code cell prints when all are run in order, as a reader's kernel would run them."""
    names: dict[str, Any] = {"__name__": "__main__"}
    found = []
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            out = io.StringIO()
            with contextlib.redirect_stdout(out):
                exec(compile("".join(cell["source"]), "tour.ipynb", "exec"), names)  # noqa: S102 -- our own notebook
            found.append(out.getvalue())
    return found


def shown(notebook: dict[str, Any]) -> list[str]:
    """What each code cell is shown to print."""
    codes = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    return ["".join(text for output in cell["outputs"] for text in output["text"]) for cell in codes]


def test_the_tour_prints_what_it_shows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    notebook = read()
    assert printed(notebook) == shown(notebook)


def test_every_step_of_the_tour_shows_something() -> None:
    assert all(shown(read()))


def write() -> None:
    notebook = read()
    texts = iter(printed(notebook))
    for at, cell in enumerate(notebook["cells"]):
        if cell["cell_type"] == "code":
            lines = next(texts).splitlines(keepends=True)
            cell["outputs"] = [{"name": "stdout", "output_type": "stream", "text": lines}]
            cell["execution_count"] = sum(c["cell_type"] == "code" for c in notebook["cells"][: at + 1])
    PAGE.write_text(json.dumps(notebook, ensure_ascii=False, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    write()
