"""`zeren serve` as a person starts it: it says where it is, ends by Ctrl-C, and says what it cannot do."""

import os
import re
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest
from zeren.cli import run
from zeren.web.serving import Address, listening

PAGE = {"accept": "text/html"}
PLAIN = {name: value for name, value in os.environ.items() if not name.startswith("ZEREN_")}


@contextmanager
def started(*arguments: str, **environment: str) -> Iterator[tuple[str, Sequence[str]]]:
    """The address of a server in a process of its own, and the lines told before it; it is stopped as by Ctrl-C."""
    command = [sys.executable, "-P", "-m", "zeren", "serve", "--port", "0", *arguments]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=PLAIN | environment) as process:
        try:
            assert process.stderr
            told = list[str]()
            while not (found := re.match(r"(http://\S+/)（按 Ctrl-C 停止）", line := process.stderr.readline())):
                assert line, told
                told.append(line.strip())
            yield found[1], told
            process.send_signal(signal.SIGINT)
            assert (process.wait(20), process.stderr.read()) == (0, "")
        finally:
            process.kill()


def status(url: str, **headers: str) -> int:
    try:
        with urllib.request.urlopen(urllib.request.Request(url, headers=PAGE | headers)) as answer:  # noqa: S310 -- ours
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code


def test_it_serves_this_machine_under_its_own_names_and_ends_well(corpus_store: Path) -> None:
    with started("--store", str(corpus_store)) as (address, told):
        assert told == []
        assert status(address) == 200
        assert status(address, host="localhost:1") == 200
        assert status(address, host="rebound.example") == 421
        assert status(f"{address}decide") == 404


def test_it_leaves_nothing_behind(corpus_store: Path, tmp_path: Path) -> None:
    with started("--store", str(corpus_store), TMPDIR=str(tmp_path)):  # stopped as soon as it is there
        pass
    assert list(tmp_path.iterdir()) == []


def test_a_token_is_made_up_and_told_where_none_is_given(corpus_store: Path) -> None:
    with started("--edit", "--store", str(corpus_store)) as (_, told):
        assert re.fullmatch(r"判定口令：[\w-]{22}", "".join(told))
    with started("--edit", "--store", str(corpus_store), ZEREN_TOKEN="known") as (_, told):
        assert told == []


def test_a_public_address_is_warned_of(corpus_store: Path) -> None:
    with started("--host", "0.0.0.0", "--store", str(corpus_store)) as (address, told):  # noqa: S104 -- on purpose
        assert "网络上的其他人也能打开" in told[0]
        assert status(address, host="any.example") == 200


def test_a_port_that_is_taken_is_said(corpus_store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with listening(Address("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])
        assert run(["serve", "--port", port, "--store", str(corpus_store)]) == 2
    assert f"127.0.0.1:{port}" in capsys.readouterr().err


def test_a_token_that_would_open_nothing_is_refused(corpus_store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["serve", "--token", "secret", "--port", "0", "--store", str(corpus_store)]) == 2
    told = capsys.readouterr().err
    assert "--edit" in told
    assert "secret" not in told


def test_a_token_of_the_environment_does_no_harm(corpus_store: Path) -> None:
    with started("--store", str(corpus_store), ZEREN_TOKEN="known") as (address, told):
        assert told == []
        assert status(f"{address}decisions") == 200
