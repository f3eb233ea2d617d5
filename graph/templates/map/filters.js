// Filters, the legend as switches, and the search over every name of a unit and every title.
function choices(id, all, list) {
  const box = $(id); box.replaceChildren(new Option(all, ""));
  for (const [value, words] of list) box.append(new Option(plain(words), value));
  box.disabled = !list.length;
  box.addEventListener("change", () => setFilter(id, box.value));
}
function setFilter(id, value) {
  state[id] = value; $(id).value = value;
  redraw(); refit(); remember();
}
function fill() {
  const years = [...new Set(MAP.tasks.map(t => t.year).filter(Boolean))].sort(), sorts = [...new Set(MAP.units.map(u => u.sort))].sort();
  choices("year", "全部", years.map(y => [String(y), y + " 年"]));
  choices("role", "全部", [["lead", VIEW === "partners" ? "一方牵头" : "牵头"], ["share", VIEW === "partners" ? "都不牵头" : "责任、配合"]]);
  choices("sort", "全部", sorts.map(s => [s, HEAD.sorts[s] || s]));
  choices("unit", "全部", MAP.units.map(u => [u.iri, u.names[0]]).sort((a, b) => a[1].localeCompare(b[1], "zh")));
}
function legend() {
  $("legend").replaceChildren(...HEAD.legend.map(([key, words, mark, name]) => {
    const li = el("li"), b = button("", "", () => { if (!state.off.delete(key)) state.off.add(key); legend(); redraw(); remember(); }), i = el("i", null, mark);
    i.style.color = "var(--" + name + ")";
    b.setAttribute("aria-pressed", String(!state.off.has(key)));
    b.append(i, el("span", words)); li.append(b);
    return li;
  }));
  $("left").textContent = HEAD.left;
}
const folded = text => text.normalize("NFKC").toLowerCase().replace(/\s+/g, "");
function found(words) {
  const asked = folded(words), hits = [];
  for (const u of MAP.units) { const name = u.names.find(n => folded(n).includes(asked)); if (name) hits.push([folded(name) === asked ? 0 : 1, -u.tasks.length, u.names[0] + (name === u.names[0] ? "" : "（" + name + "）"), "单位", () => showUnit(u)]); }
  for (const t of MAP.tasks) if (folded(t.title).includes(asked)) hits.push([2, -(t.year || 0), t.title, [t.year, "任务"].filter(Boolean).join(" "), () => showTask(t)]);
  return hits.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
}
function search() {
  const words = $("search").value.trim();
  $("hits").replaceChildren();
  if (!words || !MAP.ready) return;
  const hits = found(words);
  for (const [, , name, kind, go] of hits.slice(0, 30)) {
    const li = el("li"), b = button(name, "", () => { $("hits").replaceChildren(); go(); $("panel").focus(); });
    b.append(el("small", kind)); li.append(b); $("hits").append(li);
  }
  $("hits").append(el("li", hits.length ? (hits.length > 30 ? "共 " + hits.length + " 个，只列前 30 个" : "") : "没有找到", "sub"));
}
function step(event) { // arrow keys walk through the hits
  const list = [$("search"), ...$("hits").querySelectorAll("button")], at = list.indexOf(document.activeElement);
  if (at < 0 || !["ArrowDown", "ArrowUp"].includes(event.key)) return;
  event.preventDefault();
  list[Math.max(0, Math.min(list.length - 1, at + (event.key === "ArrowDown" ? 1 : -1)))].focus();
}
function trail() {
  $("trail").replaceChildren();
  if (!CLUSTERED || !state.open) return;
  const steps = state.open.split("."), crumbs = [["", "全图"], ...steps.map((_, n) => steps.slice(0, n + 1).join(".")).map(p => [p, disc(p).label])];
  crumbs.forEach(([path, words], n) => $("trail").append(n < crumbs.length - 1 ? button(words, "chip", () => openDisc(path)) : el("b", words)));
}
function openDisc(path) { state.open = path; state.chosen = null; $("panel").hidden = true; trail(); redraw(); whole(); remember(); }
