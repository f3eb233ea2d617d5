// What the columns of an answer hold: resources, numbers, words; and how to name what stands in a cell.
"use strict";

const zerenColumns = (() => {
  const NUMBERS = /#(integer|decimal|double|float|int|long|short|byte|nonNegativeInteger|positiveInteger|gYear)$/;

  function kind(cells) {
    const held = cells.filter(Boolean);
    if (!held.length) return "empty";
    if (held.every((cell) => cell.type === "uri" || cell.type === "bnode")) return "resource";
    if (held.every((cell) => NUMBERS.test(cell.datatype || "") && Number.isFinite(Number(cell.value)))) return "number";
    return "words";
  }

  // Each column with its name, its kind and its cells in the order of rows.
  function read(results) {
    const rows = results.getBindings() || [];
    return (results.getVariables() || []).map((name) => {
      const cells = rows.map((row) => row[name]);
      return { name, kind: kind(cells), cells };
    });
  }

  // The words for a resource: those of the column named after it (unit, unitName) or else the end of its IRI.
  function naming(columns, column) {
    if (!column || column.kind !== "resource") return (at) => column?.cells[at]?.value ?? "";
    const label = columns.find(
      (other) => other.kind === "words" && /^_?(label|name|title|zh)$/i.test(other.name.slice(column.name.length))
        && other.name.startsWith(column.name),
    );
    return (at) => label?.cells[at]?.value ?? local(column.cells[at]?.value ?? "");
  }

  function local(iri) {
    const end = iri.replace(/[/#]+$/, "").split(/[/#]/).pop() || iri;
    try {
      return decodeURIComponent(end);
    } catch {
      return end;
    }
  }

  function short(text, most = 18) {
    const letters = Array.from(text);
    return letters.length > most ? letters.slice(0, most - 1).join("") + "…" : text;
  }

  function escaped(text) {
    return text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
  }

  return { read, naming, short, escaped };
})();

// What the two drawings of an answer have in common: a place in the page, its size, its colours.
class ZerenDrawing {
  constructor(yasr) {
    this.yasr = yasr;
    this.priority = 0;
    this.helpReference = "";
  }

  columns() {
    return this.yasr.results?.getBindings() ? zerenColumns.read(this.yasr.results) : [];
  }

  getIcon() {
    const icon = document.createElement("span");
    icon.setAttribute("aria-hidden", "true");
    icon.className = "zeren-icon";
    icon.textContent = this.mark;
    return icon;
  }

  box(height) {
    const box = document.createElement("div");
    box.className = "drawing";
    box.style.height = `${height}px`;
    return box;
  }

  show(box, option) {
    this.end();
    const style = getComputedStyle(this.yasr.resultsEl);
    const chart = echarts.init(box);
    chart.setOption({ animation: false, textStyle: { color: style.color, fontFamily: style.fontFamily }, ...option });
    this.watch = new ResizeObserver(() => chart.resize());
    this.watch.observe(box);
    this.chart = chart;
  }

  end() {
    this.watch?.disconnect();
    this.chart?.dispose();
    this.chart = this.watch = undefined;
  }

  destroy() {
    this.end();
  }
}
