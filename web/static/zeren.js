"use strict";
// Remember the language that a reader chose.
const chosen = new URLSearchParams(location.search).get("lang");
if (chosen === "zh" || chosen === "en") document.cookie = `lang=${chosen}; path=/; max-age=31536000; samesite=lax`;
