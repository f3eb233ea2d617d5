"""What `python -m bench` measures: a topic is a function of a scratch folder and a size that yields its measures."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final

from . import (
    answering,
    building,
    comparing,
    drawing,
    engines,
    others,
    parsing,
    pushing,
    querying,
    starting,
    truth,
)
from .rounds import Measure, Size

Topic = Callable[[Path, Size], Iterator[Measure]]

TOPICS: Final[Mapping[str, Topic]] = MappingProxyType(
    {
        "parsing": parsing.measures,
        "building": building.measures,
        "comparing": comparing.measures,
        "starting": starting.measures,
        "querying": querying.measures,
        "answering": answering.measures,
        "pushing": pushing.measures,
        "drawing": drawing.measures,
        "truth": truth.measures,
        "engines": engines.measures,
        "others": others.measures,
    }
)
