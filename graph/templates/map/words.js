// Labels: a fixed size on the screen, set where they touch no dot and no other label; the rest come with zooming in.
const FACE = getComputedStyle(document.body).fontFamily;
const WIDTHS = new Map();
const pen = document.createElement("canvas").getContext("2d");
function width(text, font) {
  const key = font + text;
  if (!WIDTHS.has(key)) { pen.font = font; WIDTHS.set(key, pen.measureText(text).width); }
  return WIDTHS.get(key);
}
const fontOf = size => size + "px " + FACE; // no bold: where a face lacks it, browsers take another face
// What directions of writing a document's words bring must not turn ours around.
const plain = text => text.replace(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g, "");

class Grid { // boxes, found by the cells they lie in
  constructor() { this.cells = new Map(); }
  keys(b) {
    const found = [];
    for (let x = Math.floor(b.left / 60); x <= Math.floor(b.right / 60); x++)
      for (let y = Math.floor(b.top / 60); y <= Math.floor(b.bottom / 60); y++) found.push(x * 4096 + y);
    return found;
  }
  add(b) { for (const k of this.keys(b)) { const c = this.cells.get(k); if (c) c.push(b); else this.cells.set(k, [b]); } }
  free(b, id) {
    return this.keys(b).every(k => (this.cells.get(k) || []).every(o =>
      o.id === id || o.right <= b.left || o.left >= b.right || o.bottom <= b.top || o.top >= b.bottom));
  }
}

function candidates(spot, r, w, h) {
  const right = { left: spot.x + r + 4, top: spot.y - h / 2 }, left = { left: spot.x - r - 4 - w, top: spot.y - h / 2 };
  const below = { left: spot.x - w / 2, top: spot.y + r + 2 }, above = { left: spot.x - w / 2, top: spot.y - r - 2 - h };
  if (VIEW === "continuity" && !atDiscs()) return [right];
  const aside = r * 0.7 + 3, corner = (east, south) => ({ left: spot.x + (east ? aside : -aside - w), top: spot.y + (south ? aside : -aside - h) });
  return [below, right, above, left, corner(true, true), corner(true, false), corner(false, true), corner(false, false),
    ...(r < 7 ? [] : afar(spot, r, w, h))];
}

// The large ones may have their label farther off, with a line to it.
function afar(spot, r, w, h) {
  return [16, 28, 42, 58, 76].flatMap(far => [...Array(12).keys()].map(n => {
    const turn = (n * Math.PI) / 6, x = spot.x + (r + far + w / 2.6) * Math.cos(turn), y = spot.y + (r + far) * Math.sin(turn);
    return { left: x - w / 2, top: y - h / 2, far: far > 10 };
  }));
}

function placeWords(shown, screen, scale, light) {
  const grid = new Grid(), placed = [];
  for (const n of shown) {
    n.at = screen(n); n.r = n.size * scale;
    if (!light.near || light.near.has(n.id)) grid.add({ id: n.id, left: n.at.x - n.r, right: n.at.x + n.r, top: n.at.y - n.r, bottom: n.at.y + n.r });
  }
  for (const box of covers()) grid.add(box);
  for (const box of headWords(screen, scale, shown)) { grid.add(box); placed.push(box); }
  const rank = n => (n.id === light.chosen ? 3 : n.id === light.hovered ? 2 : light.near && light.near.has(n.id) ? 1 : 0);
  const order = shown.filter(n => !light.near || light.near.has(n.id) || n.id === light.hovered).sort((a, b) => rank(b) - rank(a) || b.size - a.size || (a.id < b.id ? -1 : 1));
  for (const n of order) {
    if (n.at.x < -40 || n.at.y < -40 || n.at.x > innerWidth + 40 || n.at.y > innerHeight + 40) continue;
    if (lone(n) && rank(n) < 2) continue;
    const size = n.kind === "task" ? 12 : n.disc ? 14 : Math.min(12.5 + n.r / 6, 16) + (n.id === light.chosen ? 2 : 0), text = plain(n.disc ? n.label + " " + n.count : n.label);
    const font = fontOf(size), w = width(text, font), h = size * 1.3;
    for (const c of candidates(n.at, n.r, w, h)) {
      const box = { id: n.id, left: c.left, top: c.top, right: c.left + w, bottom: c.top + h, text, font, size, quiet: n.kind === "task", to: c.far ? n.at : null };
      if (!inView(box) || !grid.free(box, n.id)) continue;
      grid.add(box); placed.push(box); break;
    }
  }
  return placed;
}

// The boxes that lie over the drawing, and its edges: a label half under them is worse than none.
function covers() {
  return ["header h1", "#count", ".search", "#tools", "#trail", "#buttons"].map(q => document.querySelector(q).getBoundingClientRect())
    .map((b, at) => ({ id: "c" + at, left: b.left - 4, right: b.right + 4, top: b.top - 2, bottom: b.bottom + 2 }));
}
const inView = b => (VIEW === "continuity" && !atDiscs()) || (b.left >= 2 && b.top >= 2 && b.right <= innerWidth - 2 && b.bottom <= innerHeight - 2);
const lone = n => VIEW === "continuity" && !n.disc && !MAP.near[n.id].length;

function headWords(screen, scale, nodes) { // over each column its plan, or its year; over unlinked tasks their number
  if (VIEW !== "continuity" || atDiscs()) return [];
  const room = 300 * scale, font = fontOf(14), columns = new Map();
  for (const n of nodes) {
    const at = Math.floor(n.x / 330), c = columns.get(at) || { plans: new Set(), year: n.year, lone: 0, y: Infinity };
    if (n.task) c.plans.add(n.task.plan);
    if (lone(n)) { c.lone += 1; c.y = Math.min(c.y, n.y); }
    columns.set(at, c);
  }
  const all = [...columns].flatMap(([at, c]) => [
    [at * 330, -46, c.plans.size === 1 ? [c.year, ...c.plans].filter(Boolean).join(" ") : (c.year || "不详") + " 年"],
    ...(c.lone ? [[at * 330, c.y - 24, "未接续的任务 " + c.lone + " 项"]] : [])]);
  return all.map(([x, y, words], at) => {
    const spot = screen({ x, y }); let text = plain(words);
    if (width(text, font) > room) { while (text.length > 1 && width(text + "…", font) > room) text = text.slice(0, -1); text += "…"; }
    return { id: "h" + at, left: spot.x - 6, top: spot.y - 9, right: spot.x - 6 + width(text, font), bottom: spot.y + 9, text, font, size: 14 };
  });
}

function drawWords(ctx, placed, paper, ink, quiet) {
  ctx.textBaseline = "middle"; ctx.textAlign = "left"; ctx.lineJoin = "round"; ctx.lineWidth = 3.5; ctx.strokeStyle = paper;
  for (const b of placed.filter(one => one.to)) {
    const x = Math.max(b.left, Math.min(b.right, b.to.x)), y = Math.max(b.top + 3, Math.min(b.bottom - 3, b.to.y));
    ctx.save(); ctx.lineWidth = 1; ctx.strokeStyle = quiet; ctx.beginPath(); ctx.moveTo(b.to.x, b.to.y); ctx.lineTo(x, y); ctx.stroke(); ctx.restore();
  }
  for (const b of placed) {
    ctx.font = b.font;
    if (VIEW === "continuity") { ctx.fillStyle = paper; ctx.globalAlpha = 0.8; ctx.fillRect(b.left - 1, b.top + 1, b.right - b.left + 2, b.bottom - b.top - 2); ctx.globalAlpha = 1; }
    ctx.strokeText(b.text, b.left, (b.top + b.bottom) / 2);
    ctx.fillStyle = b.quiet ? quiet : ink;
    ctx.fillText(b.text, b.left, (b.top + b.bottom) / 2);
  }
}
