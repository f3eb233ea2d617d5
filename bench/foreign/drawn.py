"""Draw a network by pyvis as it comes: {nodes: {id: label}, edges: [[from, to]]} on standard input; prints seconds."""

import json
import sys
from time import perf_counter


def main() -> None:
    from pyvis.network import Network

    rounds, asked = int(sys.argv[1]), json.load(sys.stdin)
    times, size = [], 0
    for _ in range(rounds):
        start = perf_counter()
        drawn = Network(cdn_resources="in_line", directed=True)
        for node, label in asked["nodes"].items():
            drawn.add_node(node, label=label, title=label)
        for one, other in asked["edges"]:
            drawn.add_edge(one, other)
        size = len(drawn.generate_html().encode())
        times.append(perf_counter() - start)
    sys.stdout.write(json.dumps([times, size]))


if __name__ == "__main__":
    main()
