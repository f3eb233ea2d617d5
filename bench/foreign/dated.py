"""Read dates by JioNLP: [[year, words]…] on standard input; prints the seconds of each round and the last days read."""

import contextlib
import io
import json
import sys
from time import perf_counter
from types import ModuleType


def main() -> None:
    with contextlib.redirect_stdout(io.StringIO()):
        import jionlp
    rounds, asked = int(sys.argv[1]), json.load(sys.stdin)
    times, found = [], []
    for _ in range(rounds + 1):  # the first warms it up
        start = perf_counter()
        found = [read(jionlp, year, words) for year, words in asked]
        times.append(perf_counter() - start)
    sys.stdout.write(json.dumps([times[1:], found]))


def read(jionlp: ModuleType, year: int, words: str) -> str | None:
    try:
        held = jionlp.parse_time(words, time_base={"year": year, "month": 1, "day": 1})["time"]
    except (ValueError, TypeError, KeyError):
        return None
    return str(held[1])[:10] if isinstance(held, list) and len(held) == 2 else None


if __name__ == "__main__":
    main()
