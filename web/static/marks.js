"use strict";
// Escape puts away the note of a mark until another is reached (WCAG 2.2, 1.4.13); a note stays within the window.
const put = away => document.documentElement.classList.toggle("hush", away);
addEventListener("keydown", event => { if (event.key === "Escape") put(true); });
for (const kind of ["focusin", "pointerover"]) addEventListener(kind, event => {
  const fact = event.target.closest?.(".fact");
  if (!fact) return;
  put(false);
  const note = fact.querySelector(".became");
  if (!note) return;
  note.classList.remove("left");
  note.classList.toggle("left", note.getBoundingClientRect().right > document.documentElement.clientWidth - 8);
});
