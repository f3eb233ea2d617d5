"""A Spark session: what zeren needs of it, and clear words where it cannot be had or fails."""

from __future__ import annotations

import atexit
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from ..errors import StoreError, UsageError

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

_RESUMED: Final = "已写完的批次都在，请除去原因后重新运行同一命令，从断处接着做"
_CRASHES: Final = ("Python worker exited unexpectedly", "Python worker failed to connect", "ExecutorLostFailure")


def session(master: str | None = None) -> SparkSession:
    """Open a session at `master`, or where Spark's own settings point; one that is open is used again.

    Executors run the Python of this process unless PYSPARK_PYTHON names another. Errors: UsageError where Spark or Java
    is missing, or the master cannot be reached.
    """
    try:
        from pyspark.sql import SparkSession
    except ImportError:
        raise UsageError("Spark 需要 pyspark；请先运行 pip install 'zeren[spark]'") from None
    if not (os.environ.get("JAVA_HOME") or shutil.which("java")):
        raise UsageError("Spark 需要 Java 17 或更新的版本；请先安装，或设置 JAVA_HOME")
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    if os.environ.get("LC_ALL") in {"C", "POSIX"}:
        os.environ["LC_ALL"] = "C.UTF-8"  # else Java cannot name a file in Chinese
    builder = SparkSession.builder.appName("zeren").config("spark.ui.showConsoleProgress", "false")
    if master:
        builder = builder.master(master)
    if (master or "").startswith("local"):
        os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
        builder = builder.config("spark.ui.enabled", "false")
    try:
        made = builder.getOrCreate()
    except Exception as error:
        raise UsageError(
            f"--master {master or '（未给）'}：Spark 启动不了（{words(error)}）；请核对地址，并看 Java 的版本"
        ) from error
    made.sparkContext.setLogLevel("ERROR")
    atexit.register(made.stop)  # executors that are left to find out by themselves fill the terminal with errors
    return made


@contextmanager
def told(root: str, advice: str = _RESUMED) -> Iterator[None]:
    """Turn what Spark says while it works on `root` into our words, `advice` at their end."""
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException

    try:
        yield
    except (Py4JError, PySparkException) as error:
        full = "磁盘已满（No space left on device）" if "No space left on device" in str(error) else words(error)
        raise StoreError(f"{root}：Spark 作业失败：{full}；{advice}") from error


def killed(error: Exception) -> bool:
    """Whether a job failed because reading took a whole process down."""
    return any(crash in str(error) for crash in _CRASHES)


def words(error: Exception) -> str:
    """What is at the bottom of an error of Spark, in a line."""
    lines = [line for line in str(error).splitlines() if line.strip() and not line.startswith((" ", "\t"))]
    errors = [line for line in lines if "Error: " in line and not line.startswith("Caused by: ")]
    causes = [line for line in lines if line.startswith(("Caused by: ", ": "))]
    found = (errors or causes or lines or [type(error).__name__])[-1]
    return found.removeprefix("Caused by").removeprefix(": ").strip()[:200]
