// An answer with two or three columns of things, as things and the links between them.
"use strict";

class ZerenNetwork extends ZerenDrawing {
  constructor(yasr) {
    super(yasr);
    this.label = zerenSaid("关系图", "Network");
    this.mark = "⚭";
  }

  canHandleResults() {
    return this.ends(this.columns()) !== null;
  }

  // From, by what, to: the first and last of two or three columns of resources; else the first two of words.
  ends(columns) {
    const things = columns.filter((column) => column.kind === "resource");
    if (things.length === 2) return [things[0], null, things[1]];
    if (things.length > 2) return [things[0], things[1], things[2]];
    const words = columns.filter((column) => column.kind === "words" || column.kind === "resource");
    return words.length > 1 ? [words[0], null, words[1]] : null;
  }

  draw() {
    const columns = this.columns();
    const [from, by, to] = this.ends(columns);
    const most = 300;
    const { nodes, links, all } = this.read(columns, from, by, to, most);
    const root = document.createElement("div");
    const box = this.box(Math.min(760, 380 + nodes.length * 6));
    root.append(box);
    const note = document.createElement("p");
    note.className = "quiet";
    note.textContent = zerenSaid(
      `${from.name} → ${to.name}：${nodes.length} 个点、${links.length} 条线${all > most ? `（只画前 ${most} 行，共 ${all} 行）` : ""}；可拖动、缩放。`,
      `${from.name} → ${to.name}: ${nodes.length} nodes, ${links.length} links${all > most ? ` (the first ${most} of ${all} rows)` : ""}; drag and zoom.`,
    );
    root.append(note);
    this.yasr.resultsEl.replaceChildren(root);
    this.show(box, this.option(nodes, links, getComputedStyle(this.yasr.resultsEl).color, Math.min(1, box.clientWidth / 900)));
  }

  read(columns, from, by, to, most) {
    const names = [from, by, to].map((column) => zerenColumns.naming(columns, column));
    const weight = columns.find((column) => column.kind === "number");
    const nodes = new Map();
    const links = [];
    const node = (cell, name) => {
      const known = nodes.get(cell.value) || { id: cell.value, name, degree: 0 };
      known.degree += 1;
      nodes.set(cell.value, known);
    };
    for (let at = 0; at < Math.min(from.cells.length, most); at += 1) {
      const [a, b] = [from.cells[at], to.cells[at]];
      if (!a || !b) continue;
      node(a, names[0](at));
      node(b, names[2](at));
      links.push({ source: a.value, target: b.value, words: by ? names[1](at) : "", weight: Number(weight?.cells[at]?.value ?? 1) });
    }
    return { nodes: [...nodes.values()], links, all: from.cells.length };
  }

  option(nodes, links, color, scale) {
    const heaviest = Math.max(1, ...links.map((link) => link.weight));
    const labelled = nodes.length <= 150;
    return {
      tooltip: { renderMode: "richText", formatter: (at) => (at.dataType === "edge" ? at.data.words || "" : at.data.name) },
      series: [
        {
          type: "graph",
          layout: "force",
          roam: true,
          draggable: true,
          force: { initLayout: "circular", repulsion: 320 * scale, edgeLength: [80 * scale, 220 * scale], gravity: 0.12, layoutAnimation: false },
          label: { show: true, position: "right", color, formatter: (at) => zerenColumns.short(at.data.name, 14) },
          labelLayout: { hideOverlap: true },
          edgeSymbol: ["none", "arrow"],
          edgeSymbolSize: 6,
          emphasis: { focus: "adjacency" },
          data: nodes.map((node) => ({ ...node, symbolSize: 8 + 4 * Math.sqrt(node.degree), label: { show: labelled || node.degree > 2 } })),
          links: links.map((link) => ({ ...link, lineStyle: { width: 1 + (4 * link.weight) / heaviest, opacity: 0.5 } })),
        },
      ],
    };
  }
}
