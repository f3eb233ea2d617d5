"""How much of what people marked is found: bars a little under the figures in docs/continuity.md."""

import json
from collections.abc import Iterable
from pathlib import Path

import pytest
from zeren.graph.build import build
from zeren.graph.continuity.records import Continuity
from zeren.graph.continuity.trace import continuity
from zeren.graph.duties import Duty, duties
from zeren.graph.identity.lineage import lineage
from zeren.graph.store import Store
from zeren.loaders.documents import Documents

HERE = Path(__file__).parent
Marks = dict[tuple[str, str], int]


def marks(name: str) -> Marks:
    lines = (HERE / "gold" / "continuity" / name).read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    return {(row["a"], row["b"]): row["grade"] for row in rows}


def found(traced: Continuity, names: Iterable[str]) -> set[tuple[str, str]]:
    """Links as the marks name tasks: what their file's name begins with, and their number."""
    known = sorted(names)

    def name(duty: Duty) -> str:
        return next((f"{k}:{duty.number}" for k in known if duty.file.startswith(k)), "")

    return {(name(link.earlier), name(link.later)) for link in traced.links}


def figures(traced: Continuity, given: Marks) -> tuple[float, float]:
    """Precision, a related pair being right, and recall of the sure pairs, over the document pairs that have marks."""
    documents = {(a.partition(":")[0], b.partition(":")[0]) for a, b in given}
    links = found(traced, {name for pair in documents for name in pair})
    ours = {(a, b) for a, b in links if (a.partition(":")[0], b.partition(":")[0]) in documents}
    sure = {pair for pair, grade in given.items() if grade == 2}
    return len(ours & set(given)) / len(ours), len(ours & sure) / len(sure)


@pytest.fixture(scope="module")
def in_corpus(corpus_store: Path) -> Continuity:
    with Store.reading(corpus_store) as store:
        return continuity(duties(store), lineage(store))


@pytest.fixture(scope="module")
def in_invented(tmp_path_factory: pytest.TempPathFactory) -> Continuity:
    path = tmp_path_factory.mktemp("invented") / "zeren.db"
    build([HERE / "data" / "continuity"], path, Documents())
    with Store.reading(path) as store:
        return continuity(duties(store), lineage(store))


def test_the_corpus_beyond_the_pairs_that_the_model_was_tried_on_first(in_corpus: Continuity) -> None:
    precision, recall = figures(in_corpus, marks("own.jsonl"))
    assert precision >= 0.78
    assert recall >= 0.85


@pytest.mark.parametrize(("name", "least"), [("invented.jsonl", (0.98, 0.92)), ("invented2.jsonl", (0.90, 0.88))])
def test_invented_plans_of_other_cities(name: str, least: tuple[float, float], in_invented: Continuity) -> None:
    precision, recall = figures(in_invented, marks(name))
    assert (precision, recall) >= least
    assert recall >= least[1]


# What two readers of the documents would expect at the least, each pair with its kind.
READ = {
    ("001:2", "002:（二十二）"): "restated",  # the same 321 支路背街
    ("001:15", "002:（十五）"): "restated",  # 厕所革命, 1210 and 1200 new toilets
    ("001:13", "002:（十三）"): "restated",  # 以克论净
    ("001:13", "002:（十四）"): "restated",  # incineration plants, transfer stations
    ("002:（八）", "000:（三）"): "continued",  # gas supply and its safety; 公用事业处 stays
    ("000:（六）", "003:19"): "merged",  # coverage of mains, built with the roads, and
    ("000:（七）", "003:19"): "merged",  # approval of connection works
    ("002:（三十一）", "000:（十五）"): "split",  # credit system, and
    ("002:（三十一）", "000:（十六）"): "split",  # reporting of credit information
    ("002:（三十二）", "000:（十三）"): "continued",  # 强基础、转作风、树形象
    ("002:（五十五）", "000:（二十三）"): "handed over",  # 编制人事处 → 局机关纪委
    ("000:（一）", "003:17"): "continued",  # 报装; the bureau of 公用事业处 leads
    ("000:（十四）", "003:48"): "handed over",  # 双随机: 法规处 → 市市场监管局
    ("000:（十五）", "003:69"): "handed over",  # 政务诚信 → 市发展改革委
}


@pytest.mark.parametrize("pair", READ, ids="→".join)
def test_a_reader_of_the_documents_finds_what_was_expected(pair: tuple[str, str], in_corpus: Continuity) -> None:
    kinds = {
        (f"{k.earlier.file[:3]}:{k.earlier.number}", f"{k.later.file[:3]}:{k.later.number}"): k.kind
        for k in in_corpus.links
    }
    assert kinds[pair] == READ[pair]


UNRELATED = (
    ("002:（三十六）", "003:29"),  # 网格, 一张网
    ("000:（十七）", "003:48"),  # 双随机 is only how tenders are checked
    ("002:（三十）", "003:4"),  # 一口受理
    ("002:（三十）", "003:7"),  # 一口受理, of approvals and of building inspections
    ("001:9（1）", "000:（二十）"),
    ("000:（九）", "003:29"),  # 一张网 of water and heat, and of finance
)


@pytest.mark.parametrize("pair", UNRELATED, ids="→".join)
def test_a_common_keyword_of_the_corpus_does_not_link(pair: tuple[str, str], in_corpus: Continuity) -> None:
    assert pair not in found(in_corpus, ("000", "001", "002", "003"))


def test_evidence_lies_within_its_task(in_corpus: Continuity, in_invented: Continuity) -> None:
    for link in (*in_corpus.links, *in_invented.links):
        for duty, (start, end) in ((link.earlier, link.evidence.earlier), (link.later, link.evidence.later)):
            assert duty.start <= start < end <= duty.end
            assert not {"责任单位", "牵头单位", "责任处室"} & {duty.text[start - duty.start : end - duty.start][:4]}


def test_chains_run_from_2018_over_2022_to_2024(in_corpus: Continuity) -> None:
    chains = {tuple(f"{d.file[:3]}:{d.number}" for d in chain.duties) for chain in in_corpus.chains}
    assert ("002:（三十一）", "000:（十五）", "003:69") in chains  # 信用体系 → 政务诚信


def test_every_outcome_has_a_reason_and_a_year_of_the_place(in_corpus: Continuity) -> None:
    assert {outcome.year for outcome in in_corpus.dropped} == {2022, 2024}
    assert {outcome.year for outcome in in_corpus.new} == {2018, 2022}
    assert all(outcome.why for outcome in (*in_corpus.dropped, *in_corpus.new))


def test_invented_lakes_are_not_the_other_citys(in_invented: Continuity) -> None:
    assert all(link.earlier.place == link.later.place for link in in_invented.links)
