// The panel: a task with its passage, a unit with its tasks, a link between two years, the list of all that is drawn.
const el = (tag, text, cls) => { const e = document.createElement(tag); if (text != null) e.textContent = plain(String(text)); if (cls) e.className = cls; return e; };
const button = (text, cls, go) => { const b = el("button", text, cls); b.type = "button"; b.addEventListener("click", go); return b; };
const outside = url => { const a = el("a", "打开详细页面", "outside"); a.href = url; return a; };

function tell(...parts) {
  $("told").replaceChildren(...parts.filter(Boolean));
  $("panel").hidden = false; $("panel").scrollTop = 0;
}
function section(heading, ...parts) { const box = el("section"); box.append(el("h3", heading), ...parts); return box; }
function chips(heading, list, cls) {
  return list && list.length ? section(heading, ...list.map(([u, name]) => button(name, "chip" + cls, () => showUnit(MAP.units[u])))) : null;
}
function taskButton(task, after) {
  const b = button(task.title, "task", () => showTask(task));
  b.append(el("small", [task.year, task.plan, after].filter(Boolean).join("，")));
  return b;
}
function chronicle(task) {
  if (task.node == null || VIEW !== "continuity") return [];
  const links = MAP.near[task.node].map(e => [e, MAP.nodes[other(e, task.node)].task, e.to === task.node]).filter(l => l[1]);
  return [["前承", true], ["后续", false]].map(([words, back]) => {
    const mine = links.filter(l => l[2] === back);
    return mine.length ? section(words, ...mine.map(([e, t]) => taskButton(t, e.told.kind + "，可信 " + e.told.sure))) : null;
  });
}
function showTask(task, quiet) {
  const cut = MAP.longest && (task.text || "").endsWith("……") ? el("p", "此图较大，原文只存前 " + MAP.longest + " 字。", "sub") : null;
  tell(el("h2", task.title), el("p", [task.year, task.plan, task.place].filter(Boolean).join("，"), "sub"),
    chips("牵头单位", task.lead, " lead"), chips("责任、配合单位", task.share, ""),
    task.deadline ? section("完成时限", el("div", task.deadline + (task.due ? "（最迟 " + task.due + "）" : ""))) : null,
    task.basis ? section("政策依据", el("div", task.basis.join("；"))) : null, ...chronicle(task),
    task.text ? section("原文", el("blockquote", task.text), cut || "") : null, task.url ? outside(task.url) : null);
  chose(task.node, quiet);
}
function showUnit(unit, quiet) {
  const led = unit.tasks.filter(t => t[1]).length, group = unit.kind === "group";
  const lists = [["牵头", true], ["责任、配合", false]].map(([words, lead]) => {
    const mine = unit.tasks.filter(t => t[1] === lead).map(t => MAP.tasks[t[0]]);
    return mine.length ? section(words + "（" + mine.length + "）", ...mine.map(t => taskButton(t, t.deadline))) : null;
  });
  const partners = VIEW === "partners" && unit.node != null ? MAP.near[unit.node].map(e => [MAP.nodes[other(e, unit.node)].unit, e.weight]).sort((a, b) => b[1] - a[1]).slice(0, 12) : [];
  tell(el("h2", unit.names[0]), el("p", (group ? "一类单位的统称，" : "") + unit.tasks.length + " 项任务，其中牵头 " + led + " 项", "sub"),
    unit.names.length > 1 ? section("又称", el("div", unit.names.slice(1).join("、"))) : null,
    button(state.unit === unit.iri ? "不再只看这个单位" : "只看这个单位", "chip", () => { setFilter("unit", state.unit === unit.iri ? "" : unit.iri); showUnit(unit, true); }),
    partners.length ? section("主要伙伴", ...partners.map(([u, n]) => button(u.names[0] + "，" + n + " 项", "chip", () => showUnit(u)))) : null,
    ...lists, unit.url ? outside(unit.url) : null);
  chose(unit.node, quiet);
}
function showLink(edge) {
  const one = MAP.nodes[edge.from].task, two = MAP.nodes[edge.to].task, told = edge.told;
  tell(el("h2", told.kind), el("p", told.decided ? "由人判定" : "可信 " + told.sure, "sub"),
    told.hands ? section("谁交谁接", el("div", told.hands.filter(Boolean).join("，交给 "))) : null,
    told.words.length ? section("共有词", el("div", told.words.join("、"))) : null,
    section("前", taskButton(one), el("blockquote", one.text)), section("后", taskButton(two), el("blockquote", two.text)));
}
function showNode(n, quiet) { if (n.disc) return openDisc(n.path); return n.task ? showTask(n.task, quiet) : n.unit && showUnit(n.unit, quiet); }
function showList() {
  const rows = list => { const ol = el("ol"); for (const n of list) { const li = el("li"); li.append(button(n.disc ? n.label + "，" + n.count + " 个点" : n.unit ? n.unit.names[0] + "，" + n.unit.tasks.length + " 项任务" : n.task ? n.task.title + "（" + (n.task.year || "年度不详") + "）" : n.label, "task", () => showNode(n))); ol.append(li); } return ol; };
  const kinds = [["组", n => n.disc], ["单位", n => n.unit], ["任务", n => n.task]];
  tell(el("h2", "图中所画"), el("p", $("count").textContent, "sub"), ...kinds.map(([words, is]) => {
    const mine = shown.nodes.filter(is).sort((a, b) => b.size - a.size || String(a.label).localeCompare(b.label, "zh"));
    return mine.length ? section(words + "（" + mine.length + "）", rows(mine)) : null;
  }));
  $("panel").focus();
}
function chose(id, quiet) {
  state.chosen = id == null ? null : id;
  if (id != null && CLUSTERED && !shown.ids.has(id)) { state.open = MAP.home[id]; trail(); redraw(); whole(); } else paint();
  if (id != null && !quiet) show(id);
  remember();
}
function clear() { $("panel").hidden = true; state.chosen = null; paint(); remember(); }
