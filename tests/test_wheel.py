"""The wheel: installed elsewhere it has all that it needs, and nothing that binds its users to a copyleft licence."""

import importlib.metadata
import os
import re
import shutil
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest
import zeren
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(zeren.__file__).parent
COPYLEFT = re.compile(r"(?<!L)GPL|AGPL|General Public License", re.IGNORECASE)
LESSER = re.compile(r"LGPL|Lesser General Public", re.IGNORECASE)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("wheel")
    source = out / "source"
    left_out = shutil.ignore_patterns(".git", ".venv*", ".*_cache", "__pycache__", "*.egg-info", "build", "out", "*.db")
    shutil.copytree(ROOT, source, ignore=left_out)
    command = [sys.executable, "-P", "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out), str(source)]
    subprocess.run(command, check=True, capture_output=True)
    return next(out.glob("*.whl"))


def test_everything_that_is_read_at_run_time_is_in_the_wheel(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        held = set(archive.namelist())
    for folder, suffixes in {
        "corpus": {".txt"},
        "ontology": {".ttl", ".py"},
        "ontology/units": {".tsv", ".toml"},
        "queries": {".rq", ".py"},
        "graph": {".py"},
        "graph/maps": {".py"},
        "graph/templates/map": {".html", ".css", ".js"},
        "graph/templates/report": {".html", ".css", ".js"},
        "graph/templates/vendor/echarts": {".js", ".md"},
        "web/sparql": {".py"},
        "web/static/sparql": {".js", ".css"},
        "web/static/vendor/yasgui": {".js", ".css", ".md"},
        "loaders": {".py"},
        "loaders/files": {".py"},
        "loaders/patterns": {".py"},
    }.items():
        for file in (ROOT / folder).iterdir():
            if file.suffix in suffixes:
                assert f"zeren/{folder}/{file.name}" in held
    assert {"zeren/cli.py", "zeren/py.typed"} <= held
    assert not [name for name in held if name.startswith(("zeren/tests/", "zeren/bench/"))]


def test_an_installed_wheel_builds_and_answers_elsewhere(wheel: Path, tmp_path: Path) -> None:
    home = tmp_path / "venv"
    venv.create(home, with_pip=False)
    python = home / "bin" / "python"
    site = next((home / "lib").glob("python*/site-packages"))
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    # The libraries come from the environment that runs the tests, save the editable zeren in it.
    theirs = importlib.metadata.distribution("click").locate_file("")
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(theirs), "COLUMNS": "80"}
    folder = tmp_path / "elsewhere"
    folder.mkdir()

    def run(*arguments: str) -> str:
        command = [str(python), "-m", "zeren", *arguments]
        done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False, text=True)
        assert done.returncode == 0, done.stderr
        return done.stdout

    where = [str(python), "-c", "import zeren; print(zeren.__file__)"]
    assert (
        str(home)
        in subprocess.run(where, cwd=folder, env=environment, capture_output=True, check=True, text=True).stdout
    )
    assert "新增 5" in run("build")
    assert "市城管局" in run("who", "厕所革命")
    assert "owners" in run("queries")
    run("map", "m.html")
    assert (folder / "m.html").stat().st_size > 100_000


def required() -> dict[str, importlib.metadata.Distribution]:
    """Every distribution that a default install brings here, zeren itself left out."""
    found: dict[str, importlib.metadata.Distribution] = {}
    waiting = ["zeren"]
    while waiting:
        name = waiting.pop()
        distribution = found[name] = importlib.metadata.distribution(name)
        for line in distribution.requires or []:
            needed = Requirement(line)
            wanted = canonicalize_name(needed.name)
            if wanted not in found and (not needed.marker or needed.marker.evaluate({"extra": ""})):
                waiting.append(wanted)
    del found["zeren"]
    return found


def licences(distribution: importlib.metadata.Distribution) -> list[str]:
    about = distribution.metadata
    named = [*(about.get_all("License-Expression") or []), *(about.get_all("License") or [])]
    return [
        *(n.split("\n")[0] for n in named),
        *(c for c in about.get_all("Classifier") or [] if c.startswith("License")),
    ]


def test_nothing_in_the_default_install_is_under_the_gpl() -> None:
    found = required()
    assert {"click", "rdflib", "pyoxigraph", "networkx", "openpyxl", "pyvis"} <= set(found)
    bad = {
        n: text for n, d in found.items() for text in licences(d) if COPYLEFT.search(text) and not LESSER.search(text)
    }
    assert bad == {}


def test_zeren_itself_is_apache() -> None:
    assert importlib.metadata.metadata("zeren")["License-Expression"] == "Apache-2.0"
    assert (ROOT / "LICENSE").read_text("utf-8").lstrip().startswith("Apache License")
