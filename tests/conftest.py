"""What several tests share: the graph of the bundled corpus, built once; a browser."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import zeren
from browsing import ABSENT, CHROMIUM, started
from zeren.graph.build import build
from zeren.graph.duties import Duty, Register, duties, register
from zeren.graph.store import Store
from zeren.loaders.documents import Documents

CORPUS = Path(zeren.__file__).parent / "corpus"


@pytest.fixture(scope="session")
def corpus() -> Path:
    return CORPUS


@pytest.fixture(scope="session")
def corpus_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    store = tmp_path_factory.mktemp("corpus") / "zeren.db"
    build([CORPUS], store, Documents())
    return store


@pytest.fixture(scope="session")
def corpus_duties(corpus_store: Path) -> list[Duty]:
    with Store.reading(corpus_store) as opened:
        return duties(opened)


@pytest.fixture(scope="session")
def corpus_register(corpus_store: Path) -> Register:
    with Store.reading(corpus_store) as opened:
        return register(opened)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    if CHROMIUM is None:
        pytest.skip(ABSENT)
    with started() as browser:
        yield browser
