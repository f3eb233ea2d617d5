"""Map tables to quads by morph-kgc: MAPPING ROUNDS; writes the quads beside it, prints each round's seconds."""

import json
import logging
import sys
from pathlib import Path
from time import perf_counter


def main() -> None:
    import morph_kgc

    logging.disable(logging.CRITICAL)
    mapping, rounds = Path(sys.argv[1]), int(sys.argv[2])
    settings = f"[CONFIGURATION]\noutput_format=N-QUADS\nnumber_of_processes=1\n[tables]\nmappings={mapping}\n"
    times = []
    for _ in range(rounds):
        start = perf_counter()
        quads = morph_kgc.materialize_set(settings)
        text = "".join(f"{quad.strip()} .\n" for quad in sorted(quads))
        mapping.with_suffix(".nq").write_text(text, encoding="utf-8")
        times.append(perf_counter() - start)
    sys.stdout.write(json.dumps(times))


if __name__ == "__main__":
    main()
