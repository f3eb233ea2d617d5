"""A Spark session: what zeren needs of it, and clear words where it cannot be had."""

from __future__ import annotations

import os
import shutil
import sys
from typing import TYPE_CHECKING

from ..errors import UsageError

if TYPE_CHECKING:
    from pyspark.sql import SparkSession


def session(master: str | None = None) -> SparkSession:
    """Open a session at `master`, or where Spark's own settings point; one that is open is used again.

    Executors run the Python of this process unless PYSPARK_PYTHON names another. Errors: UsageError where Spark or Java
    is missing, or the master cannot be reached.
    """
    try:
        from pyspark.sql import SparkSession
    except ImportError:
        raise UsageError("--engine spark 需要 pyspark；请先运行 pip install 'zeren[spark]'") from None
    if not (os.environ.get("JAVA_HOME") or shutil.which("java")):
        raise UsageError("Spark 需要 Java 17 或更新的版本；请先安装，或设置 JAVA_HOME")
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1") if _local(master) else None
    builder = SparkSession.builder.appName("zeren").config("spark.ui.showConsoleProgress", "false")
    if master:
        builder = builder.master(master)
    if _local(master):
        builder = builder.config("spark.ui.enabled", "false")
    try:
        made = builder.getOrCreate()
    except Exception as error:
        words = str(error).strip().splitlines() or [type(error).__name__]
        raise UsageError(
            f"--master {master}：Spark 启动不了（{words[0][:200]}）；请核对地址，并看 Java 的版本"
        ) from error
    made.sparkContext.setLogLevel("ERROR")
    return made


def _local(master: str | None) -> bool:
    return (master or "").startswith("local")
