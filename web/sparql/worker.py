"""The process in which queries run, one after another: a line of JSON comes in, an answer in a file, a line goes out.

Started by `workers.py` and killed by it when a query is over its time; it ends by itself when its input does.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from ...errors import ZerenError
from ...graph.answering import BeyondBoundsError, Bounds, NoFormError, Public, Question, publish
from .confinement import cut_network, end_after, limit_memory
from .limits import Limits

GRACE = 10.0  # seconds that the parent has to kill a worker before the system does


def main(source: Path, scratch: Path, limits: Limits) -> None:
    """Open the store `source` by a copy of ours in the folder `scratch`, say so, and answer until the input ends."""
    cut_network()
    store = scratch / "store"
    try:
        if not store.exists():
            publish(source, scratch / "new")
            (scratch / "new").rename(store)
        public = Public(store)
    except (ZerenError, OSError, RuntimeError) as error:
        _say({"fault": "store", "words": str(error)})
        return
    limit_memory(limits.memory)
    _say({"media": ""})
    for line in sys.stdin.buffer:
        asked = json.loads(line)
        end_after(limits.seconds + GRACE)
        _say(_answered(public, asked, scratch / "answer", Bounds(limits.rows, limits.size)))
        end_after(0)


def _answered(public: Public, asked: dict[str, Any], out: Path, bounds: Bounds) -> dict[str, str]:
    question = Question(**asked)
    try:
        with out.open("wb") as file:
            return {"media": public.answer(question, file, bounds)}
    except BeyondBoundsError as error:
        return {"fault": "beyond", "words": str(error)}
    except NoFormError as error:
        return {"fault": "form", "words": str(error)}
    except ZerenError as error:
        return {"fault": "query", "words": str(error)}
    except MemoryError:
        return {"fault": "memory", "words": ""}
    except (OSError, RuntimeError, ValueError) as error:
        return {"fault": "failed", "words": str(error)}


def _say(words: dict[str, str]) -> None:
    sys.stdout.buffer.write(json.dumps(words).encode() + b"\n")
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), Limits(**json.loads(sys.argv[3])))
