"""Documentation is run: the commands and code of the READMEs, and docs/cli.md is what `--help` says.

Run as a script, it writes docs/cli.md anew.
"""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import click
import pytest
from zeren.cli import zeren
from zeren.graph.store import Store
from zeren.queries.running import run

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "cli.md"
READMES = ["README.md", "README.zh-CN.md"]
ANYTHING = "…"
INTRODUCTION = """# The command line

These are the help texts of `zeren`, as it prints them. Results go to stdout, progress and findings to stderr. Exit
codes: 0 done, 1 findings (`check`, or `eval` below its bar), 2 usage, 3 bad input, 4 store.
"""


def blocks(text: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


def steps(block: str) -> list[tuple[str, list[str]]]:
    """The commands of a console block, each with the lines that it is shown to print."""
    found: list[tuple[str, list[str]]] = []
    for line in block.splitlines():
        if line.startswith("$ "):
            found.append((line[2:], []))
        else:
            found[-1][1].append(line)
    return found


def like(shown: list[str]) -> re.Pattern[str]:
    """What is shown, `…` standing for anything."""
    text = "\n".join(shown).strip("\n")
    return re.compile(r"[\s\S]*".join(re.escape(part) for part in text.split(ANYTHING)) + r"\n?")


@pytest.mark.parametrize("name", READMES)
def test_what_a_readme_shows_is_what_happens(name: str, tmp_path: Path) -> None:
    text = (ROOT / name).read_text("utf-8")
    environment = {**{k: v for k, v in os.environ.items() if k != "ZEREN_STORE"}, "COLUMNS": "80"}
    for command, shown in [step for block in blocks(text, "console") for step in steps(block)]:
        words = shlex.split(command)
        assert words[0] == "zeren"
        done = subprocess.run(
            [sys.executable, "-P", "-m", *words],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            check=False,
            text=True,
        )
        assert done.returncode == 0, done.stderr
        assert like(shown).fullmatch(done.stdout) or not shown, f"{command}\n{done.stdout}"
    for code in blocks(text, "python"):
        subprocess.run([sys.executable, "-P", "-c", code], cwd=tmp_path, check=True, capture_output=True)


def test_the_queries_of_the_graph_page_find_something(corpus_store: Path) -> None:
    queries = blocks((ROOT / "docs" / "graph.md").read_text("utf-8"), "sparql")
    assert len(queries) > 3
    with Store.reading(corpus_store) as opened:
        assert all(run(opened, query) for query in queries)


def test_the_readmes_show_the_same_commands() -> None:
    first, second = ([steps(b) for b in blocks((ROOT / name).read_text("utf-8"), "console")] for name in READMES)
    assert first == second


@pytest.mark.parametrize(
    "name", [*READMES, "CONTRIBUTING.md", "docs/cli.md", "docs/graph.md", "docs/asking.md", "docs/identity.md"]
)
def test_links_lead_somewhere(name: str) -> None:
    page = ROOT / name
    for link in re.findall(r"\]\(([^)#]+)\)", page.read_text("utf-8")):
        assert link.startswith("https://") or (page.parent / link).exists(), link


def test_the_picture_is_small_enough_to_load() -> None:
    assert 0 < (ROOT / "docs" / "images" / "map.png").stat().st_size < 300_000


def test_the_folder_map_names_what_is_there() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    for name in ("loaders", "ontology", "graph", "queries", "corpus", "tests", "bench", "docs"):
        assert f"`{name}/`" in text
        assert (ROOT / name).is_dir()


def test_the_corpus_page_names_every_document() -> None:
    text = (ROOT / "corpus" / "README.rst").read_text("utf-8")
    assert set(re.findall(r"``(\S+\.txt)``", text)) == {p.name for p in (ROOT / "corpus").glob("*.txt")}


def page() -> str:
    """All help texts as one page."""
    parts = [INTRODUCTION]
    commands = [(zeren.commands[name], f"zeren {name}") for name in sorted(zeren.commands)]
    for command, title in list(commands):
        if isinstance(command, click.Group):
            commands += [(command.commands[name], f"{title} {name}") for name in sorted(command.commands)]
    commands.sort(key=lambda pair: pair[1])
    for command, title in [(zeren, "zeren"), *commands]:
        context = click.Context(command, info_name=title, terminal_width=100, help_option_names=["-h", "--help"])
        parts.append(f"## {title}\n\n```text\n{command.get_help(context).rstrip()}\n```\n")
    return "\n".join(parts)


def test_the_command_page_is_what_help_says() -> None:
    assert PAGE.read_text("utf-8") == page()


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
