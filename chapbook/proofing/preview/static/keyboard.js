// Keys, and the page that tells them.

import { byId, make } from "./dom.js";

const help = byId("help");

/** Binds keys: [keys, what it does, act]. They are for the pages: what is typed into a field or
 *  the editor stays there. */
export function bind(bindings) {
  addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, [contenteditable=true], dialog")) return;
    const found = bindings.find(([keys]) => keys.split(" ").includes(event.key));
    if (found?.[2]) {
      event.preventDefault();
      found[2]();
    }
  });
  const shown = bindings.map(([keys, what]) => {
    const names = keys.split(" ").map((key) => make("kbd", {}, NAMES[key] ?? key));
    return make("div", {}, make("dt", {}, ...names), make("dd", {}, what));
  });
  help.replaceChildren(
    make("h2", {}, "Keyboard"),
    make("dl", {}, ...shown),
    make("footer", {}, make("button", { className: "main", onclick: () => help.close() }, "Close")),
  );
}

export const showHelp = () => help.showModal();

const NAMES = { ArrowLeft: "←", ArrowRight: "→", PageDown: "PgDn", PageUp: "PgUp", Escape: "Esc" };
