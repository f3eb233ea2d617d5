// What the page carries: the head at once, the body when it is unpacked.
const $ = id => document.getElementById(id);
const held = id => JSON.parse($(id).textContent);
const HEAD = held("map-head"), VIEW = HEAD.view;
const MAP = { nodes: [], edges: [], tasks: [], units: [], near: [], home: [], ready: false };
const DISCS = HEAD.discs, CLUSTERED = DISCS.length > 0;
// On an upright screen the drawing lies on its side, except where it has columns.
const TURNED = VIEW !== "continuity" && innerHeight > 1.2 * innerWidth;
if (TURNED) for (const d of DISCS) [d.x, d.y] = [d.y, d.x];
DISCS.forEach((disc, at) => Object.assign(disc, { id: "d" + at, disc: true, shape: "dot", kind: "disc", colour: "accent" }));
const disc = path => DISCS.find(d => d.path === path);

async function unpack(packed) {
  if (!packed.gzip) return packed;
  if (!("DecompressionStream" in window)) throw new Error("浏览器版本过旧，不能展开此图；请换用较新的浏览器");
  const bytes = Uint8Array.from(atob(packed.gzip), c => c.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return JSON.parse(await new Response(stream).text());
}

function take(body) {
  const opening = held("map-opening");
  Object.assign(MAP, { nodes: body.nodes || opening.nodes, edges: body.edges || opening.edges, tasks: body.tasks, units: body.units, longest: body.longest });
  if (TURNED) for (const n of MAP.nodes) [n.x, n.y] = [n.y, n.x];
  MAP.near = MAP.nodes.map(() => []);
  MAP.edges.forEach((e, id) => { e.id = id; MAP.near[e.from].push(e); MAP.near[e.to].push(e); });
  MAP.tasks.forEach(t => { t.units = []; if (t.node != null) MAP.nodes[t.node].task = t; });
  MAP.units.forEach(u => {
    if (u.node != null) MAP.nodes[u.node].unit = u;
    for (const [t, lead] of u.tasks) MAP.tasks[t].units.push([u, lead]);
  });
  for (const d of DISCS) for (const n of d.members) MAP.home[n] = d.path;
  MAP.ready = true;
}
const other = (edge, id) => (edge.from === id ? edge.to : edge.from);
