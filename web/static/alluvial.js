"use strict";
// Draws what became of tasks from the numbers in #drawn. Words reach the drawing as text, never as markup.
(() => {
  const drawn = JSON.parse(document.getElementById("drawn").textContent), box = document.getElementById("alluvial");
  const { years, nodes, links } = drawn;
  const by = new Map(nodes.map(node => [node.id, node])), last = years.length - 1;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const word = kind => drawn.kinds[kind] || kind;
  for (const node of nodes) if (node.side) node.label = drawn.sides[node.side] || node.label;
  const tints = { continued: "link", "handed over": "lead", split: "basis", merged: "basis" };
  const wide = letter => (letter.codePointAt(0) > 0x2e7f ? 12 : 7);
  const fitted = (words, room) => {
    let used = 0, kept = "";
    for (const letter of words) {
      used += wide(letter);
      if (used > room) return kept.slice(0, -1) + "…";
      kept += letter;
    }
    return kept;
  };
  const most = Math.max(...years.map((_, at) => nodes.filter(node => node.depth === at).length));
  const height = Math.max(320, most * 26 + 60);
  box.style.minWidth = `${Math.max(320, years.length * 210)}px`;
  box.style.height = `${height}px`;

  function option() {
    const look = getComputedStyle(document.documentElement), colour = name => look.getPropertyValue(`--${name}`).trim();
    const text = colour("text"), quiet = colour("quiet"), ink = colour("ink"), paper = colour("paper"), family = colour("sans");
    const width = box.clientWidth, room = Math.min(170, width * 0.24), step = (width - room - 36) / (last || 1);
    return {
      animation: false,
      textStyle: { fontFamily: family, color: text },
      tooltip: {
        renderMode: "richText", confine: true, backgroundColor: paper, borderColor: quiet, textStyle: { color: text, fontFamily: family, fontSize: 13 },
        formatter: at => (at.dataType === "edge"
          ? `${by.get(at.data.source).label} → ${by.get(at.data.target).label}\n${word(at.data.kind)} ${at.data.value} ${drawn.unit}`
          : `${by.get(at.name).label}\n${by.get(at.name).side ? at.value : by.get(at.name).tasks} ${drawn.tasks}`).replace(/[{}|]/g, " "),
      },
      title: years.map((year, at) => ({ text: String(year), top: 0, left: 12 + at * step, padding: 0, textStyle: { fontSize: 14, color: ink, fontFamily: family } })),
      series: [{
        type: "sankey", top: 28, bottom: 8, left: 12, right: room + 12, nodeWidth: 12, nodeGap: 13, layoutIterations: 0, draggable: false,
        emphasis: { focus: "adjacency" },
        data: nodes.map(node => ({
          name: node.id, depth: node.depth, value: node.side ? undefined : node.tasks,
          itemStyle: { color: node.side ? quiet : ink, borderWidth: 0 },
          label: {
            position: "right", distance: 4, fontSize: 12, fontFamily: family, color: text, textBorderColor: paper, textBorderWidth: 3,
            formatter: at => `${fitted(node.label, (node.depth === last ? room : step) - 44)} ${node.side ? at.value : node.tasks}`.replace(/[{}|]/g, " "),
          },
        })),
        links: links.map(flow => ({ ...flow, lineStyle: { color: colour(tints[flow.kind] || "quiet"), opacity: tints[flow.kind] ? 0.45 : 0.18, curveness: 0.5 } })),
      }],
    };
  }

  const chart = echarts.init(box, null, { renderer: "svg" });
  const draw = () => { chart.resize(); chart.setOption(option(), true); };
  draw();
  addEventListener("resize", draw);
  dark.addEventListener("change", draw);

  const legend = document.getElementById("legend");
  const kinds = ["continued", "handed over", "split", "merged", "restated", "dropped", "new"];
  for (const kind of kinds.filter(each => links.some(flow => flow.kind === each))) {
    const mark = document.createElement("span");
    mark.className = `swatch ${kind.replace(" ", "-")}`;
    const name = document.createElement("span");
    name.textContent = word(kind);
    legend.append(mark, name);
  }
  legend.hidden = false;
})();
