"""Executors of their own, one of which is killed at work, give what one process gives."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from laked import filled, quads, tables
from sparked import BREAKS, CORPUS

pytest.importorskip("pyspark")
pytestmark = pytest.mark.skipif(not (shutil.which("java") or os.environ.get("JAVA_HOME")), reason="no Java")
SCRIPT = """
import sys
from sparked import Deadly, filled_by_spark
from zeren.spark.session import session
session("local-cluster[2,1,1024]")
print(filled_by_spark(sys.argv[2], [sys.argv[1]], Deadly(tables=True)).written.plans)
"""


def test_a_cluster_that_loses_an_executor_gives_the_same(tmp_path: Path) -> None:
    for file in CORPUS.glob("*.txt"):
        shutil.copy(file, tmp_path / f"{BREAKS if file.name.startswith('000') else ''}{file.name}")
    documents = tmp_path / "in"
    documents.mkdir()
    for file in tmp_path.glob("*.txt"):
        file.rename(documents / file.name)
    filled(tmp_path / "one", [documents])
    environment = {
        **os.environ,
        "PYTHONPATH": str(Path(__file__).parent),  # where driver and executors find `sparked`
        "SPARK_WORKER_DIR": str(tmp_path / "work"),
    }
    command = [sys.executable, "-P", "-c", SCRIPT, str(documents), str(tmp_path / "many")]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    assert done.stdout == "5\n", done.stderr[-3000:]
    assert next(documents.glob("*.was")).name.startswith(BREAKS)  # the executor that read it first is dead
    assert "Lost executor" in done.stderr
    assert quads(tmp_path / "many") == quads(tmp_path / "one")
    assert tables(tmp_path / "many") == tables(tmp_path / "one")
