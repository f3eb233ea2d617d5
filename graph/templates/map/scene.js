// What is drawn: which nodes pass the filters, those of the open cluster, and how they light up.
const state = { open: "", year: "", role: "", sort: "", unit: "", off: new Set(), chosen: null, hovered: null };
const atDiscs = () => CLUSTERED && !(disc(state.open) && disc(state.open).members.length);
const spots = new vis.DataSet(), lines = new vis.DataSet();
const shown = { nodes: [], edges: [], words: [], ids: new Set() };
const narrowed = () => state.year || state.role || state.sort || state.unit;

function passes(task) {
  if (state.year && String(task.year) !== state.year) return false;
  if (!state.role && !state.sort && !state.unit) return true;
  return task.units.some(([u, lead]) => (!state.role || lead === (state.role === "lead")) && (!state.unit || u.iri === state.unit) && (!state.sort || u.sort === state.sort));
}
function sieve() { // the nodes and edges that pass
  if (VIEW === "partners") return sievePartners();
  const on = MAP.nodes.map(n => !state.off.has(n.colour) && (!n.task || passes(n.task)) && (n.task || !state.sort || n.sort === state.sort));
  if (VIEW === "continuity" && narrowed()) follow(on);
  const edges = MAP.edges.filter(e => on[e.from] && on[e.to] && !state.off.has(e.role) && (VIEW !== "duties" || !state.role || e.role === state.role));
  if (VIEW === "continuity") return { nodes: MAP.nodes.filter(n => on[n.id]), edges };
  const joined = new Set(edges.flatMap(e => [e.from, e.to]));
  return { nodes: MAP.nodes.filter(n => joined.has(n.id)), edges };
}
function follow(on) { // a task that passes brings its whole history
  const waiting = MAP.nodes.filter(n => on[n.id]);
  while (waiting.length) {
    const n = waiting.pop();
    for (const e of MAP.near[n.id]) { const o = other(e, n.id); if (!on[o] && !state.off.has(e.role) && !state.off.has(MAP.nodes[o].colour)) { on[o] = true; waiting.push(MAP.nodes[o]); } }
  }
}
function sievePartners() {
  const ends = MAP.nodes.map(() => []);
  const fits = id => MAP.nodes[id].unit && (!state.unit || MAP.nodes[id].unit.iri === state.unit) && (!state.sort || MAP.nodes[id].sort === state.sort);
  const hidden = id => state.off.has(MAP.nodes[id].colour) || (MAP.nodes[id].kind === "group" && state.off.has("group"));
  for (const e of MAP.edges) {
    e.shown = e.tallies.reduce((sum, [year, lead, count]) => sum + ((!state.year || String(year) === state.year) && (!state.role || lead === (state.role === "lead")) ? count : 0), 0);
    if (!e.shown || state.off.has(e.role) || hidden(e.from) || hidden(e.to) || ((state.unit || state.sort) && !fits(e.from) && !fits(e.to))) continue;
    ends[e.from].push(e); ends[e.to].push(e);
  }
  const kept = new Set(ends.flatMap(list => list.sort((a, b) => b.shown - a.shown || a.id - b.id).slice(0, 3)));
  if (state.unit) ends.flat().forEach(e => kept.add(e));
  const joined = new Set([...kept].flatMap(e => [e.from, e.to]));
  return { nodes: MAP.nodes.filter(n => joined.has(n.id)), edges: [...kept].sort((a, b) => a.id - b.id) };
}

const parent = path => path.split(".").slice(0, -1).join(".");
function level(sieved) { // what of that belongs to the open cluster
  if (!CLUSTERED) return sieved;
  const open = disc(state.open);
  if (open && open.members.length) return leaf(open, sieved);
  const parts = DISCS.filter(d => parent(d.path) === state.open && d.path !== state.open), depth = state.open ? state.open.split(".").length : 0;
  if (!MAP.ready) return { nodes: parts, edges: [] };
  const part = new Map(parts.map(d => [d.path, d])), count = new Map(), joints = new Map();
  const home = id => part.get(MAP.home[id].split(".").slice(0, depth + 1).join("."));
  for (const n of sieved.nodes) { const d = home(n.id); if (d) count.set(d, (count.get(d) || 0) + 1); }
  for (const e of sieved.edges) {
    const a = home(e.from), b = home(e.to);
    if (!a || !b || a === b) continue;
    const key = a.path < b.path ? a.id + b.id : b.id + a.id, joint = joints.get(key) || { id: key, from: a.id, to: b.id, role: "together", weight: 0, discs: true };
    joint.weight += 1; joints.set(key, joint);
  }
  parts.forEach(d => { d.count = count.get(d) || 0; });
  return { nodes: parts.filter(d => d.count), edges: [...joints.values()] };
}
function leaf(open, sieved) {
  const inside = new Set(open.members), nodes = sieved.nodes.filter(n => inside.has(n.id));
  const edges = sieved.edges.filter(e => inside.has(e.from) || inside.has(e.to)), weight = new Map();
  for (const e of edges) for (const id of [e.from, e.to]) if (!inside.has(id)) weight.set(id, (weight.get(id) || 0) + 1);
  const guests = [...weight].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, 30).map(([id]) => ({ ...MAP.nodes[id], guest: true, size: 7 }));
  around(guests, nodes, edges);
  const there = new Set([...nodes, ...guests].map(n => n.id));
  return { nodes: [...nodes, ...guests], edges: edges.filter(e => there.has(e.from) && there.has(e.to)), beyond: weight.size - guests.length };
}
function around(guests, nodes, edges) { // neighbours from other clusters stand on a ring
  const [left, right, top, bottom] = bounds(nodes), x = (left + right) / 2, y = (top + bottom) / 2;
  const spot = new Map(nodes.map(n => [n.id, n]));
  for (const g of guests) {
    const mine = edges.map(e => (e.from === g.id ? spot.get(e.to) : e.to === g.id ? spot.get(e.from) : null)).filter(Boolean);
    g.angle = Math.atan2(mine.reduce((s, n) => s + n.y - y, 0), mine.reduce((s, n) => s + n.x - x, 0));
  }
  guests.sort((a, b) => a.angle - b.angle || a.id - b.id).forEach((g, at) => {
    const turn = -Math.PI + ((at + 0.5) / guests.length) * 2 * Math.PI;
    g.x = x + ((right - left) / 1.41 + 70) * Math.cos(turn); g.y = y + ((bottom - top) / 1.41 + 60) * Math.sin(turn);
  });
}
function bounds(nodes) {
  const all = nodes.length ? nodes : [{ x: 0, y: 0, size: 100 }], reach = VIEW === "continuity" && !atDiscs();
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const n of all) { left = Math.min(left, n.x - n.size); right = Math.max(right, n.x + n.size); top = Math.min(top, n.y - n.size); bottom = Math.max(bottom, n.y + n.size); }
  return [left - 14, right + (reach ? 190 : 14), top - (reach ? 64 : 14), bottom + 34];
}

function near() { // what stays lit when something is chosen
  if (state.chosen == null || !shown.ids.has(state.chosen)) return null;
  const found = new Set([state.chosen]);
  for (const e of shown.edges) if (e.from === state.chosen || e.to === state.chosen) { found.add(e.from); found.add(e.to); }
  return found;
}
function paint() {
  const lit = near(), heaviest = Math.max(1, ...shown.edges.map(e => e.shown || e.weight));
  spots.clear(); lines.clear();
  spots.add(shown.nodes.map(n => {
    const on = !lit || lit.has(n.id), tint = on ? nodeColour(n) : colour("faint");
    return { id: n.id, x: n.x, y: n.y, size: n.size, shape: n.shape, borderWidth: n.guest || n.id === state.chosen ? 2.5 : 0, color: { background: n.guest ? colour("paper") : tint, border: n.id === state.chosen ? colour("accent") : tint, highlight: { background: tint, border: colour("accent") }, hover: tint } };
  }));
  const spot = new Map(shown.nodes.map(n => [n.id, n]));
  lines.add(shown.edges.map(e => {
    const on = !lit || e.from === state.chosen || e.to === state.chosen;
    return { id: e.id, from: e.from, to: e.to, width: edgeWidth(e, heaviest), ...(VIEW === "continuity" && spot.get(e.from).x === spot.get(e.to).x ? { smooth: { enabled: true, type: "curvedCW", roundness: 0.35 } } : {}), dashes: (MARKS.get(e.role) || {}).mark === "dashes" ? [6, 5] : false, color: { color: on ? edgeColour(e) : colour("faint"), opacity: on && lit ? 1 : 0.75, highlight: edgeColour(e), hover: edgeColour(e) } };
  }));
}
function redraw() {
  const found = level(MAP.ready ? sieve() : { nodes: [], edges: [] });
  Object.assign(shown, found, { ids: new Set(found.nodes.map(n => n.id)), beyond: found.beyond || 0 });
  paint(); tally();
}
function tally() {
  const units = shown.nodes.filter(n => n.kind === "unit" || n.kind === "group").length, tasks = shown.nodes.filter(n => n.kind === "task").length;
  const words = atDiscs() ? [shown.nodes.length + " 组，共 " + shown.nodes.reduce((s, d) => s + d.count, 0) + " 个点，点击一组即展开"]
    : [tasks ? tasks + " 项任务" : "", units ? units + " 个单位" : "", shown.edges.length + " 条关联", shown.beyond ? "另有 " + shown.beyond + " 个组外邻居未画出" : ""];
  $("count").textContent = !MAP.ready ? "正在展开……" : shown.nodes.length ? words.filter(Boolean).join("，") : "没有符合条件的内容，请放宽筛选";
}
