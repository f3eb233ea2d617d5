"""The command line: what scripts and people rely on."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import click
import pytest
from zeren.cli import run, zeren

COMMANDS = [
    "build", "check", "conflicts", "continuity", "decide", "eval", "export", "extract", "find", "ledger", "load", "map",
    "push", "queries", "report", "serve", "spark", "sparql", "unit", "who",
]  # fmt: skip
PLAN = """石泉市教育局2023年工作要点

一、校园安全
1.开展校舍排查。对全市农村学校校舍逐一排查，6月底前建立台账。（牵头单位：基础教育科，责任单位：安全科、各县区教育局）
2.更新校车。全年更新校车20辆以上。（责任单位：后勤科）
"""


def shell(*arguments: str) -> "subprocess.CompletedProcess[bytes]":
    environment = {k: v for k, v in os.environ.items() if k != "ZEREN_STORE"}
    command = [sys.executable, "-P", "-m", "zeren", *arguments]
    return subprocess.run(command, capture_output=True, check=False, env=environment)


def test_the_contract_names_these_commands() -> None:
    assert sorted(zeren.commands) == COMMANDS


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([command, "--help"]) == 0
    text = capsys.readouterr().out
    assert "例：" in text
    assert f"  zeren {command}" in text or f"| zeren {command}" in text


def test_an_error_does_not_steer_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["sparql", "\x1b[2J\u202e?", "--store", "nowhere.db", "-p", "\x1b]0;x"]) == 2
    assert not {"\x1b", "\u202e"} & set(capsys.readouterr().err)


@pytest.mark.parametrize("command", ["check", "eval", "find", "load", "queries", "sparql", "unit", "who"])
def test_every_table_has_json_and_csv(command: str) -> None:
    options = {o for p in zeren.commands[command].params if isinstance(p, click.Option) for o in p.opts}
    assert {"--json", "--csv"} <= options


@pytest.mark.parametrize(
    "command", ["build", "check", "export", "find", "ledger", "load", "map", "sparql", "unit", "who"]
)
def test_every_reader_takes_a_store(command: str) -> None:
    found = next(p for p in zeren.commands[command].params if p.name == "store")
    assert (found.envvar, found.default) == ("ZEREN_STORE", "zeren.db")


WRONG = [
    ([], 2, ""),
    (["wer"], 2, "没有这个命令：wer"),
    (["who"], 2, "缺少参数 QUESTION"),
    (["load", "--jahr", "2018"], 2, "没有这个选项：--jahr"),
    (["load", "--year", "zwei"], 2, "选项 --year：“zwei”不是整数"),
    (["decide", "same", "甲"], 2, "参数 UNIT UNIT：应给出 2 个；用法见 zeren decide same --help"),
    (["decide", "same", "甲", "乙", "丙", "--why", "x"], 2, "多出的参数：丙；用法见 zeren decide same --help"),
    (["decide", "same", "甲", "乙"], 2, "缺少选项 --why；用法见 zeren decide same --help"),
    (
        ["decide", "same", "甲", "乙", "--why", "x", "--when", "昨天"],
        2,
        "选项 --when：“昨天”不是日期，应写成 YYYY-MM-DD",
    ),
    (["decide", "same", "甲", "乙", "--why", "x"], 4, "zeren build"),
    (["who", "甲", "--year"], 2, "选项 --year 后面缺少值；用法见 zeren who --help"),
    (["who", "甲", "--limit", "0"], 2, "选项 --limit：0 太小，至少为 1"),
    (["who", "甲", "--role", "z"], 2, "“z”不在可选的值之中：lead、responsible"),
    (["load", "--store", "nowhere.db"], 4, "nowhere.db"),
    (["who", "厕所", "--store", "nowhere.db"], 4, "zeren build"),
    (["extract", "nowhere.txt"], 3, "nowhere.txt"),
    (["eval", "nowhere"], 2, "nowhere"),
]


@pytest.mark.parametrize(("arguments", "code", "words"), WRONG)
def test_errors_are_one_line_with_their_code(
    arguments: list[str],
    code: int,
    words: str,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(arguments) == code
    told = capsys.readouterr().err
    if words:
        assert told.startswith("错误：")
        assert told.count("\n") == 1
        assert words in told


def test_extract_reads_a_file_and_standard_input_alike(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = tmp_path / "要点.txt"
    plan.write_text(PLAN, "utf-8")
    assert run(["extract", str(plan)]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [t["id"] for t in found["tasks"]] == ["1", "2"]
    assert [(u["text"], u["role"]) for u in found["tasks"][0]["units"]] == [
        ("基础教育科", "lead"),
        ("安全科", "responsible"),
        ("各县区教育局", "responsible"),
    ]
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(PLAN.encode("gb18030")), "utf-8"))
    assert run(["extract", "-"]) == 0
    assert json.loads(capsys.readouterr().out)["tasks"] == found["tasks"]


def test_build_reports_counts_and_skips_what_is_unchanged(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder, store = tmp_path / "文件", tmp_path / "db"
    folder.mkdir()
    (folder / "要点.txt").write_text(PLAN, "utf-8")
    (folder / "空.txt").write_bytes(b"")
    arguments = ["build", str(folder), "--store", str(store), "--json"]
    assert run(arguments) == 0
    first = capsys.readouterr()
    counts = json.loads(first.out)
    assert (counts["added"], counts["failed"], counts["tasks"]) == (1, 1, 2)
    assert "空.txt" in first.err
    run(arguments)
    assert json.loads(capsys.readouterr().out)["unchanged"] == 1


def test_build_says_when_nothing_could_be_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "空.txt").write_bytes(b"")
    for name in ("空.txt", "没有.txt"):
        assert run(["build", str(tmp_path / name), "--store", str(tmp_path / "db")]) == 3
        told = capsys.readouterr().err.splitlines()
        assert [line.startswith("未读入：") and name in line for line in told] == [True]


@pytest.mark.parametrize("pipe", ["|", "2>&1 |"])
def test_a_reader_that_goes_away_is_no_error(pipe: str, corpus_store: Path) -> None:
    command = f"{sys.executable} -P -m zeren sparql owners --store {corpus_store} {pipe} head -n 1"
    done = subprocess.run(["bash", "-c", f"set -o pipefail; {command}"], capture_output=True, check=False)
    assert (done.returncode, b"Traceback" in done.stderr) == (0, False)


def test_documents_cannot_steer_the_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plan = tmp_path / "要点.txt"
    plan.write_text(PLAN.replace("校舍排查", "校舍\x1b[31m排\u202e查"), "utf-8")
    run(["build", str(plan), "--store", str(tmp_path / "db")])
    run(["who", "校舍排查", "--store", str(tmp_path / "db")])
    shown = capsys.readouterr().out
    assert "基础教育科" in shown
    assert not set(shown) & {"\x1b", "\u202e"}


def test_help_comes_without_anything_heavy() -> None:
    code = "import sys; from zeren.cli import run; run(['--help']); print(*(m.partition('.')[0] for m in sys.modules))"
    loaded = set(
        subprocess.run([sys.executable, "-P", "-c", code], capture_output=True, check=True, text=True).stdout.split()
    )
    assert not loaded & {"rdflib", "pyoxigraph", "numpy", "networkx", "openpyxl", "pyvis", "jieba", "lxml", "opencc"}


def test_a_lookup_comes_without_what_only_other_commands_need(tmp_path: Path) -> None:
    plan, store = tmp_path / "要点.txt", str(tmp_path / "db")
    plan.write_text(PLAN, "utf-8")
    run(["build", str(plan), "--store", store])
    question = ["who", "校舍排查由谁负责", "--store", store]
    code = f"import sys; from zeren.cli import run; run({question!r}); print(*sys.modules, file=sys.stderr)"
    asked = subprocess.run([sys.executable, "-P", "-c", code], capture_output=True, check=True, text=True)
    loaded = set(asked.stderr.split())
    assert "基础教育科" in asked.stdout
    heavy = {"rdflib", "rjieba", "jieba", "numpy", "networkx", "opencc", "pyoxigraph", "hashlib", "shutil", "decimal"}
    ours = {
        "loaders", "graph.store", "graph.manifest", "graph.identity", "graph.fulltext.filling", "ontology.places",
        "ontology.terms", "surveys", "exports", "identities",
    }  # fmt: skip
    assert not loaded & {*heavy, *(f"zeren.{name}" for name in ours)}


def test_module_and_script_are_the_same() -> None:
    assert shell("--version").stdout.startswith(b"zeren ")


def test_queries_lists_every_named_query(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["queries", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert len(found) >= 10
    assert all(q["zh"] and q["en"] for q in found)


def test_sparql_takes_a_name_a_text_and_a_file(
    corpus_store: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    text = "PREFIX zr: <https://w3id.org/zeren/ns#> SELECT (COUNT(*) AS ?n) WHERE { ?t a zr:Task }"
    (tmp_path / "数.rq").write_text(text, "utf-8")
    answers = []
    for query in (text, str(tmp_path / "数.rq")):
        assert run(["sparql", query, "--format", "csv", "--store", str(corpus_store)]) == 0
        answers.append(capsys.readouterr().out.split())
    assert answers[0] == answers[1]
    assert int(answers[0][1]) > 150
    assert run(["sparql", "due-before", "-p", "day", "--store", str(corpus_store)]) == 2
