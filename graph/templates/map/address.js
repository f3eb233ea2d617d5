// The address carries the view: filters, what is open and chosen, where one looks.
const SHORTS = { year: "y", role: "r", sort: "s", unit: "u", open: "o" };
let waiting = 0, moved = false, told = "";
function remember() {
  clearTimeout(waiting);
  waiting = setTimeout(() => {
    const put = new URLSearchParams();
    for (const [key, short] of Object.entries(SHORTS)) if (state[key]) put.set(short, state[key]);
    if (state.off.size) put.set("off", [...state.off].sort().join(","));
    const n = state.chosen == null ? null : MAP.nodes[state.chosen], about = n && (n.task || n.unit);
    if (about) put.set("at", about.iri);
    if (moved) { const p = network.getViewPosition(); put.set("z", [...turned(Math.round(p.x), Math.round(p.y)), network.getScale().toFixed(3)].join(",")); }
    told = "#" + put;
    if (location.hash !== told && (location.hash || told !== "#")) history.replaceState(null, "", told);
  }, 150);
}
const turned = (x, y) => (TURNED ? [y, x] : [x, y]);
function recall() {
  const hash = location.hash.slice(1);
  if ("#" + hash === told) return;
  const bare = hash && !/^[a-z]+=/.test(hash), got = new URLSearchParams(bare ? "" : hash);
  for (const [key, short] of Object.entries(SHORTS)) {
    const value = got.get(short) || "", box = $(key);
    state[key] = key === "open" ? (disc(value) ? value : "") : !box || [...box.options].some(o => o.value === value) ? value : "";
    if (box && box.options) box.value = state[key];
  }
  state.off = new Set((got.get("off") || "").split(",").filter(k => MARKS.has(k)));
  legend(); trail(); redraw();
  let iri = got.get("at") || "";
  if (bare) try { iri = decodeURIComponent(hash); } catch { iri = ""; }
  const about = iri && [...MAP.tasks, ...MAP.units].find(a => a.iri === iri), z = (got.get("z") || "").split(",").map(Number);
  whole();
  if (about) (about.names ? showUnit : showTask)(about, true);
  if (z.length === 3 && z.every(Number.isFinite) && z[2] > 0.01 && z[2] < 20) { const [x, y] = turned(z[0], z[1]); moved = true; network.moveTo({ position: { x, y }, scale: z[2] }); }
}
