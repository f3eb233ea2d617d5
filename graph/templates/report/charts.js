"use strict";
// Draws the report's charts from the numbers in #drawn. Words reach the drawing as text, never as markup.
(() => {
  const drawn = JSON.parse(document.getElementById("drawn").textContent);
  const look = getComputedStyle(document.documentElement);
  const colour = name => look.getPropertyValue(`--${name}`).trim();
  const family = colour("sans"), ink = colour("ink"), text = colour("text"), quiet = colour("quiet");
  const BLUES = ["#eef4f8", "#c9deec", "#94bedb", "#4f94c0", "#1b6a9c", "#0c4166"];
  const kinds = Object.fromEntries(Object.entries({
    continued: [colour("continued"), 0.55], "handed over": [colour("handed-over"), 0.6], split: [colour("split"), 0.55], merged: [colour("split"), 0.55],
    dropped: ["#9aa5ab", 0.22], new: ["#9aa5ab", 0.22],
  }).map(([kind, look]) => [kind, [drawn.kinds[kind], ...look]]));
  const PRINTED = 695;  // CSS pixels between the margins of A4
  const charts = [];

  function tip(...lines) {
    const box = document.createElement("div");
    for (const line of lines) { const row = document.createElement("div"); row.textContent = line; box.append(row); }
    return box;
  }
  const common = { animation: false, textStyle: { fontFamily: family, color: text }, tooltip: { confine: true, textStyle: { fontFamily: family, fontSize: 13 } } };

  // How wide a name is, and as much of it as there is room for.
  const wide = (letter, size) => (letter.codePointAt(0) > 0x2e7f ? size : size * 0.58);
  const length = (words, size) => [...words].reduce((sum, letter) => sum + wide(letter, size), 0);
  const fitted = (words, room, size) => {
    let used = 0, kept = "";
    for (const letter of words) {
      used += wide(letter, size);
      if (used > room) return kept.slice(0, -1) + "…";
      kept += letter;
    }
    return kept;
  };

  function alluvial({ years, nodes, links }) {
    const last = years.length - 1, by = new Map(nodes.map(n => [n.id, n]));
    const most = Math.max(...years.map((_, at) => nodes.filter(n => n.depth === at).length));
    const height = width => Math.max(360, most * 24 + 150) * (width < 560 ? 0.9 : 1);
    const option = width => {
      const room = Math.min(160, Math.max(110, width * 0.21)), size = 12;
      const step = (width - room - 36) / (last || 1);
      return {
        ...common,
        tooltip: { ...common.tooltip, trigger: "item", formatter: p => p.dataType === "edge"
          ? tip(`${by.get(p.data.source).label} → ${by.get(p.data.target).label}`, `${kinds[p.data.kind][0]} ${p.data.value} 项`)
          : tip(by.get(p.name).label, by.get(p.name).side ? `${p.value} 项` : `${years[by.get(p.name).depth]} 年 ${by.get(p.name).tasks} 项任务`) },
        title: years.map((year, at) => ({
          text: `${year} 年`, top: 0, left: 12 + at * step, textAlign: "left",
          textStyle: { fontSize: 14, fontWeight: 700, color: ink, fontFamily: family }, padding: 0,
        })),
        series: [{
          type: "sankey", top: 30, bottom: 8, left: 12, right: room + 12, nodeWidth: 12, nodeGap: 13, layoutIterations: 0, draggable: false,
          emphasis: { focus: "adjacency" },
          data: nodes.map(n => ({
            name: n.id, depth: n.depth, value: n.side ? undefined : n.tasks,
            itemStyle: { color: n.side ? "#b4bdc2" : ink, borderWidth: 0 },
            label: {
              position: "right", fontSize: size, fontFamily: family, color: n.side ? quiet : text, backgroundColor: "rgba(255,255,255,0.82)", padding: [1, 3], distance: 3,
              formatter: p => `${fitted(n.label, (n.depth === last ? room : step - 12) - 30, size)} ${n.side ? p.value : n.tasks}`,
            },
          })),
          links: links.map(l => ({ ...l, lineStyle: { color: kinds[l.kind][1], opacity: kinds[l.kind][2], curveness: 0.5 } })),
        }],
      };
    };
    return { option, height };
  }

  function grid(columns, rows, cells, { side, narrowest, mark, rowHeight, word }) {
    const most = Math.max(...cells.map(c => c[2]), 1);
    const height = () => rows.length * rowHeight + 34;
    const need = Math.min(side, Math.max(...rows.map(words => length(words, 12))) + 6);
    const option = width => {
      const left = Math.min(need, width * 0.42), cell = (width - left - 10) / columns.length, size = cell < 44 ? 10 : 12;
      return {
        ...common,
        grid: { top: 28, bottom: 4, left: left + 8, right: 2 },
        tooltip: { ...common.tooltip, formatter: p => tip(...word(p.data)) },
        xAxis: { type: "category", data: columns, position: "top", axisLine: { show: false }, axisTick: { show: false }, axisLabel: { color: ink, fontFamily: family, fontWeight: 600, fontSize: cell < 48 ? 10 : 13, interval: 0, margin: 8 } },
        yAxis: { type: "category", data: rows, inverse: true, axisLine: { show: false }, axisTick: { show: false }, axisLabel: { color: text, fontFamily: family, fontSize: 12, interval: 0, formatter: words => fitted(String(words), left - 4, 12) } },
        visualMap: { show: false, min: 0, max: most, dimension: 2, inRange: { color: BLUES } },
        series: [{
          type: "heatmap", itemStyle: { borderColor: "#fff", borderWidth: 2 }, emphasis: { itemStyle: { borderColor: ink } },
          data: cells.map(c => ({ value: c, label: { color: c[2] / most > 0.68 ? "#fff" : text } })),
          label: { show: true, fontFamily: family, fontSize: size, formatter: p => mark(p.data.value) },
        }],
      };
    };
    return { option, height, narrowest: Math.min(need, 150) + columns.length * narrowest };
  }

  function draw(id, chart) {
    const box = document.getElementById(id);
    if (!box) return;
    if (chart.narrowest) box.style.minWidth = `${chart.narrowest}px`;
    const instance = () => {
      const width = box.clientWidth;
      box.style.height = `${Math.round(chart.height(width))}px`;
      return echarts.init(box, null, { renderer: "svg", width, height: Math.round(chart.height(width)) });
    };
    const entry = { box, made: instance(), width: box.clientWidth };
    entry.fit = width => {
      if (!width || width === entry.width) return;
      const height = Math.round(chart.height(width));
      entry.width = width;
      box.style.height = `${height}px`;
      entry.made.resize({ width, height });
      entry.made.setOption(chart.option(width), true);
      entry.show();
    };
    // The drawing keeps its shape at whatever width a printer gives it.
    entry.show = () => {
      entry.made.getZr().flush();
      const svg = box.querySelector("svg");
      if (svg) svg.setAttribute("viewBox", `0 0 ${svg.getAttribute("width")} ${svg.getAttribute("height")}`);
    };
    entry.made.setOption(chart.option(entry.width));
    entry.show();
    charts.push(entry);
  }

  const months = Array.from({ length: 12 }, (_, at) => `${at + 1} 月`);
  for (const { prefix, alluvial: flows, heat, calendar } of drawn.chapters) {
    if (flows.links.length) draw(`${prefix}alluvial`, alluvial(flows));
    if (heat.cells.length) draw(`${prefix}heat`, grid(heat.years.map(y => heat.years.length > 6 ? String(y) : `${y} 年`), heat.units, heat.cells, {
      side: 220, narrowest: 44, rowHeight: 22, mark: c => (c[3] ? "▲ " : "") + c[2].toFixed(1),
      word: ({ value: c }) => [heat.units[c[1]], `${heat.years[c[0]]} 年负荷 ${c[2]}${c[3] ? "，检验为偏重" : ""}`],
    }));
    if (calendar.cells.length) draw(`${prefix}months`, grid(months, calendar.years.map(y => `${y} 年`), calendar.cells.map(([m, y, own, nodes]) => [m, y, own + nodes, own, nodes]), {
      side: 60, narrowest: 24, rowHeight: 30, mark: c => String(c[2]),
      word: ({ value: c }) => [`${calendar.years[c[1]]} 年 ${c[0] + 1} 月`, `完成时限 ${c[3]} 项，阶段节点 ${c[4]} 项`],
    }));
  }

  // Where a drawing is wider than the page, say that it slides.
  const hint = () => document.querySelectorAll(".scroll").forEach(box => {
    box.previousElementSibling.hidden = box.scrollWidth <= box.clientWidth + 1;
  });
  const fit = width => charts.forEach(chart => chart.fit(width ?? chart.box.clientWidth));
  addEventListener("resize", () => { fit(); hint(); });
  addEventListener("beforeprint", () => fit(PRINTED));
  addEventListener("afterprint", () => fit());
  hint();
  document.documentElement.dataset.charts = String(charts.length);
})();
