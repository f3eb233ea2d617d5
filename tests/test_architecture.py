"""The house's layers, as imports: each folder may use only what stands below it."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
import zeren

ROOT = Path(zeren.__file__).parent
MAY_IMPORT = {
    "ontology": {"ontology", "errors"},
    "loaders": {"loaders", "ontology", "errors"},
    "graph": {"graph", "ontology", "errors"},
    "lake": {"lake", "graph", "loaders", "ontology", "errors"},
    "spark": {"spark", "lake", "graph", "loaders", "ontology", "errors"},
    "queries": {"queries", "graph", "ontology", "errors"},
    "web": {"web", "terminal", "queries", "graph", "loaders", "ontology", "errors"},
    "errors.py": set(),
    "terminal.py": set(),
}
ENGINE = {"graph/store.py", "graph/serial.py", "graph/answering.py"}
FORBIDDEN_NAMES = {"utils", "helpers", "common", "manager", "base", "misc"}


def modules() -> list[Path]:
    folders = ("ontology", "loaders", "graph", "lake", "spark", "queries", "web")
    return sorted([*ROOT.glob("*.py"), *(file for name in folders for file in (ROOT / name).rglob("*.py"))])


def imported(file: Path) -> Iterator[tuple[str, ...]]:
    """Every module that a file imports, as a path of names; ours without `zeren`."""
    package = file.relative_to(ROOT).parts[:-1]
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (("", *alias.name.split(".")) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            names = tuple(node.module.split(".")) if node.module else ()
            if not node.level:
                yield ("", *names)
                continue
            above = package[: len(package) - node.level + 1]
            yield from ((*above, *names) if above or names else (alias.name,) for alias in node.names)


@pytest.mark.parametrize("file", modules(), ids=lambda file: str(file.relative_to(ROOT)))
def test_a_module_keeps_to_its_layer(file: Path) -> None:
    allowed = MAY_IMPORT.get(file.relative_to(ROOT).parts[0])
    ours = [path for path in imported(file) if path[0]]
    if file.name != "__main__.py":  # which may be run as a file
        assert not [path for path in imported(file) if path[:2] == ("", "zeren")], "imports inside are relative"
    if allowed is not None:
        assert {path[0] for path in ours} <= allowed


def test_the_engine_is_met_in_one_place() -> None:
    users = [file for file in modules() if any(path[1:2] == ("pyoxigraph",) for path in imported(file))]
    assert {file.relative_to(ROOT).as_posix() for file in users} == ENGINE


def test_names_say_what_a_module_is() -> None:
    assert not [file for file in modules() if file.stem in FORBIDDEN_NAMES]


def test_modules_and_functions_keep_their_size() -> None:
    texts = {str(file.relative_to(ROOT)): file.read_text(encoding="utf-8") for file in modules()}
    lengths = sorted((text.count("\n"), name) for name, text in texts.items())
    functions = sorted(
        ((node.end_lineno or 0) - node.lineno + 1, f"{name}:{node.name}")
        for name, text in texts.items()
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef)
    )
    assert lengths[-1] <= (330,), lengths[-1]
    assert functions[-1] <= (41,), functions[-1]
    assert lengths[len(lengths) // 2][0] <= 110
    assert functions[len(functions) // 2][0] <= 10
