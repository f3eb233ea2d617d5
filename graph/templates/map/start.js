// The stage: vis-network draws dots and lines, still and where we placed them; words are ours.
const network = new vis.Network($("network"), { nodes: spots, edges: lines }, {
  physics: false, layout: { improvedLayout: false }, autoResize: true,
  interaction: { hover: true, tooltipDelay: 1e9, multiselect: false, selectConnectedEdges: false, dragNodes: false, zoomSpeed: 0.6, keyboard: { enabled: true, bindToWindow: false } },
  nodes: { labelHighlightBold: false, chosen: false },
  edges: { arrows: { to: { enabled: false } }, chosen: false, selectionWidth: 0, hoverWidth: 0, smooth: VIEW === "continuity" ? { enabled: true, type: "cubicBezier", forceDirection: "horizontal", roundness: 0.45 } : false },
});
network.on("afterDrawing", ctx => {
  const scale = network.getScale(), lit = near();
  shown.words = placeWords(shown.nodes, n => network.canvasToDOM({ x: n.x, y: n.y }), scale, { chosen: state.chosen, hovered: state.hovered, near: lit });
  const ratio = ctx.canvas.width / ctx.canvas.clientWidth;
  ctx.save(); ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  drawWords(ctx, shown.words, colour("paper"), colour("ink"), colour("quiet"));
  ctx.restore();
});
// Fit the drawing into the space that the head and the legend leave free.
function whole() {
  const box = $("network"), wide = box.clientWidth > 900, head = wide ? 0 : document.querySelector("header").offsetHeight;
  const [left, right, top, bottom] = bounds(shown.nodes), margin = wide ? 320 : 0;
  const scale = Math.min((box.clientWidth - margin - 30) / (right - left), (box.clientHeight - head - 60) / (bottom - top), 1.6);
  if (VIEW === "continuity" && !atDiscs() && scale < (wide ? 0.45 : 0.6)) { // columns that do not fit are read one after another
    network.moveTo({ position: { x: left, y: top }, scale: 0.6, offset: { x: -box.clientWidth / 2 + margin + 8, y: -box.clientHeight / 2 + head + 8 } });
  } else network.moveTo({ position: { x: (left + right) / 2, y: (top + bottom) / 2 }, scale, offset: { x: margin / 2, y: (head - 30) / 2 } });
  moved = false;
}
const refit = () => { if (!moved) whole(); };
function show(id) {
  const n = shown.nodes.find(one => one.id === id);
  if (!n) return;
  const spot = network.canvasToDOM({ x: n.x, y: n.y }), wide = innerWidth > 900, edge = wide ? innerWidth - 420 : innerWidth;
  if (spot.x > (wide ? 340 : 10) && spot.x < edge && spot.y > 10 && spot.y < innerHeight * (wide ? 0.95 : 0.5) && network.getScale() > 0.3) return;
  moved = true;
  network.moveTo({ position: { x: n.x, y: n.y }, scale: Math.max(network.getScale(), 0.7), offset: wide ? { x: -30, y: 0 } : { x: 0, y: -innerHeight / 4 }, animation: matchMedia("(prefers-reduced-motion: reduce)").matches ? false : { duration: 300 } });
}
function zoom(by) { moved = true; network.moveTo({ scale: Math.max(0.05, Math.min(8, network.getScale() * by)) }); remember(); }
function picture() {
  const from = $("network").querySelector("canvas"), to = document.createElement("canvas"), ctx = to.getContext("2d");
  to.width = from.width; to.height = from.height;
  ctx.fillStyle = colour("paper"); ctx.fillRect(0, 0, to.width, to.height); ctx.drawImage(from, 0, 0);
  const ratio = from.width / from.clientWidth;
  ctx.scale(ratio, ratio); ctx.fillStyle = colour("ink"); ctx.font = fontOf(18); ctx.fillText(HEAD.title, 20, 34);
  to.toBlob(blob => { const a = el("a"); a.href = URL.createObjectURL(blob); a.download = HEAD.title.split("：")[0] + ".png"; a.click(); setTimeout(() => URL.revokeObjectURL(a.href), 1000); });
}
function listen() {
  network.on("click", e => {
    const n = shown.nodes.find(one => one.id === e.nodes[0]), edge = e.edges.length ? MAP.edges[e.edges[0]] : null;
    network.unselectAll();
    if (n) showNode(n, true); else if (edge && edge.told) showLink(edge); else clear();
  });
  network.on("hoverNode", e => { const n = shown.nodes.find(one => one.id === e.node); state.hovered = e.node; tip(n, e.event); });
  network.on("blurNode", () => { state.hovered = null; $("tip").hidden = true; });
  for (const kind of ["dragEnd", "zoom"]) network.on(kind, () => { moved = true; $("tip").hidden = true; remember(); });
  network.on("resize", () => requestAnimationFrame(refit));
  $("search").addEventListener("input", search);
  document.addEventListener("keydown", e => { if (e.key === "Escape") { if ($("hits").childElementCount) { $("hits").replaceChildren(); $("search").focus(); } else clear(); } else step(e); });
  for (const [id, go] of [["more", () => zoom(1.35)], ["less", () => zoom(1 / 1.35)], ["whole", () => { whole(); remember(); }], ["list", showList], ["picture", picture], ["close", clear]]) $(id).addEventListener("click", go);
  DARKNESS.addEventListener("change", () => { COLOURS.clear(); paint(); });
  addEventListener("hashchange", recall);
}
function tip(n, event) {
  if (!n || n.disc) return;
  const box = $("tip"), src = event && (event.srcEvent || event), words = n.task ? n.task.title : n.unit ? n.unit.names[0] : n.label;
  box.textContent = plain(words); box.hidden = false;
  const x = (src && src.clientX) || 0, y = (src && src.clientY) || 0;
  box.style.left = Math.min(x + 14, innerWidth - box.offsetWidth - 8) + "px"; box.style.top = Math.min(y + 16, innerHeight - box.offsetHeight - 8) + "px";
}
if (innerWidth > 900) $("tools").open = true;
legend(); listen();
let ready;
const drawnOnce = new Promise(done => { ready = done; });
async function start() {
  redraw(); whole();
  try { take(await unpack(held("map-body"))); } catch (error) { $("count").textContent = error.message; return; }
  fill(); recall(); ready();
}
const packed = held("map-body");
if (packed.gzip) requestAnimationFrame(() => requestAnimationFrame(start)); else start();
if (packed.gzip) { redraw(); whole(); }
window.zerenMap = { state, shown, network, ready: drawnOnce };
