// An answer with a column of numbers, as bars, lines or a pie.
"use strict";

class ZerenChart extends ZerenDrawing {
  constructor(yasr) {
    super(yasr);
    this.label = zerenSaid("图表", "Chart");
    this.mark = "▥";
    this.form = "bar";
  }

  canHandleResults() {
    const columns = this.columns();
    return columns.some((column) => column.kind === "number") && columns.some((column) => this.labels(column));
  }

  labels(column) {
    return column.kind === "words" || column.kind === "resource" || /year|date|month|day|年|月/i.test(column.name);
  }

  draw() {
    const columns = this.columns();
    const label =
      columns.find((column) => column.kind === "words") ||
      columns.find((column) => column.kind === "resource") ||
      columns.find((column) => this.labels(column));
    const numbers = columns.filter((column) => column.kind === "number" && column !== label);
    const root = document.createElement("div");
    const most = 60;
    const count = Math.min(label.cells.length, most);
    const box = this.box(this.form === "bar" ? Math.max(320, 110 + count * Math.max(22, 12 * numbers.length)) : 460);
    root.append(this.choice(), box);
    if (label.cells.length > most) root.append(this.note(most, label.cells.length));
    this.yasr.resultsEl.replaceChildren(root);
    const name = zerenColumns.naming(columns, label);
    const rows = Array.from({ length: count }, (_, at) => ({
      name: name(at),
      values: numbers.map((column) => (column.cells[at] ? Number(column.cells[at].value) : null)),
    }));
    this.show(box, this.form === "pie" ? this.pie(rows) : this.axes(rows, numbers));
  }

  choice() {
    const select = document.createElement("select");
    select.setAttribute("aria-label", zerenSaid("图表种类", "Kind of chart"));
    for (const [value, zh, en] of [["bar", "条形", "Bars"], ["line", "折线", "Lines"], ["pie", "饼图", "Pie"]]) {
      select.add(new Option(zerenSaid(zh, en), value, false, value === this.form));
    }
    select.addEventListener("change", () => {
      this.form = select.value;
      this.draw();
      this.yasr.resultsEl.querySelector("select")?.focus();
    });
    return select;
  }

  note(most, all) {
    const note = document.createElement("p");
    note.className = "quiet";
    note.textContent = zerenSaid(`只画前 ${most} 行，共 ${all} 行。`, `The first ${most} of ${all} rows are drawn.`);
    return note;
  }

  axes(rows, numbers) {
    const lying = this.form === "bar";
    const names = { type: "category", data: rows.map((row) => row.name), inverse: lying };
    names.axisLabel = { formatter: (text) => zerenColumns.short(text), interval: lying ? 0 : "auto", rotate: lying ? 0 : 40 };
    const values = { type: "value" };
    return {
      xAxis: lying ? values : names,
      yAxis: lying ? names : values,
      grid: { left: 8, right: 24, top: 40, bottom: 8, containLabel: true },
      legend: { top: 8, data: numbers.map((column) => column.name) },
      tooltip: { trigger: "axis", renderMode: "richText" },
      series: numbers.map((column, at) => ({
        name: column.name,
        type: this.form,
        data: rows.map((row) => row.values[at]),
      })),
    };
  }

  pie(rows) {
    const data = rows.map((row) => ({ name: row.name, value: row.values[0] })).filter((part) => part.value > 0);
    const label = { formatter: (part) => zerenColumns.short(part.name, 14) };
    return { tooltip: { renderMode: "richText" }, series: [{ type: "pie", radius: ["20%", "64%"], data, label }] };
  }
}
