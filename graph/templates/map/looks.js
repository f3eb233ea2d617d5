// Colours follow the reader's light or dark; the style sheet holds them by name.
const DARKNESS = matchMedia("(prefers-color-scheme: dark)");
const COLOURS = new Map();
function colour(name) {
  if (!COLOURS.has(name)) COLOURS.set(name, getComputedStyle(document.documentElement).getPropertyValue("--" + name).trim());
  return COLOURS.get(name);
}
const MARKS = new Map(HEAD.legend.map(([key, , mark, name]) => [key, { mark, name }]));
const nodeColour = n => colour(n.disc ? n.colour : (MARKS.get(n.colour) || { name: n.colour }).name);
const edgeColour = e => colour((MARKS.get(e.role) || { name: "share" }).name);
function edgeWidth(e, heaviest) {
  if (VIEW === "duties" && !e.discs) return e.role === "lead" ? 2.2 : 1.2;
  if (VIEW === "continuity" && !e.discs) return 1.4 + 1.6 * (e.weight || 0);
  return 1 + 8 * Math.sqrt((e.shown || e.weight) / heaviest);
}
