// Puts the page together: what the server tells goes to the parts that show it.

import { ask, listen } from "./server.js";
import { byId, make, remembered } from "./dom.js";
import * as completion from "./completion.js";
import * as keyboard from "./keyboard.js";
import * as pages from "./pages.js";
import * as pane from "./pane.js";
import { forgetMarks } from "./pictures.js";
import * as printing from "./printing.js";
import * as problems from "./problems.js";
import * as review from "./review.js";
import * as side from "./side.js";

const root = document.documentElement;
const desk = byId("desk");

// The desk, light or dark.
const tone = remembered("desk", matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
const setTone = (name) => {
  tone.set(name);
  root.dataset.desk = name;
};
const turnTone = () => setTone(tone.get() === "dark" ? "light" : "dark");
setTone(tone.get());

// Notices: above the desk, each until it is dealt with.
function notice(key, text, ...actions) {
  byId("notices").querySelector(`[data-key="${CSS.escape(key)}"]`)?.remove();
  const element = make("div", { className: "notice", data: { key } }, make("span", {}, text));
  for (const [label, act] of actions) {
    const done = () => {
      element.remove();
      act();
    };
    element.append(make("button", { onclick: done }, label));
  }
  byId("notices").append(element);
}
const unnotice = (key) => byId("notices").querySelector(`[data-key="${CSS.escape(key)}"]`)?.remove();

function showBar() {
  const { pages: list, title = "" } = pages.current();
  const index = pages.currentIndex();
  byId("title").textContent = title;
  if (document.activeElement !== byId("folio")) byId("folio").value = list[index]?.[1] || `#${index + 1}`;
  byId("count").textContent = list.length ? `${index + 1} of ${list.length}` : "";
  byId("zoom").textContent = pages.zoomText();
  for (const button of document.querySelectorAll("[data-view]")) {
    if (button.id !== "pages") button.setAttribute("aria-checked", String(button.dataset.view === pages.viewName()));
  }
}

pages.onChange(() => {
  showBar();
  side.showOutline();
  side.markHits();
  review.markPages();
});

let isAway = false;
listen(
  {
    book(state) {
      if (!state.pages.length) return;
      pages.show(state);
      if (!state.isExact) return;
      completion.refresh();
      pane.bookIsOther();
      side.bookIsOther();
      review.bookIsOther();
    },
    problems: (state) => problems.show(state, pane.openAt),
    doing({ text }) {
      byId("doing").textContent = text && `${text} …`;
      byId("progress").hidden = !text;
      if (text) byId("waiting").textContent = `${text[0].toUpperCase()}${text.slice(1)} …`;
    },
    saved({ paths }) {
      forgetMarks();
      pane.filesSaved(paths);
      review.refreshSoon();
    },
  },
  () => {
    if (isAway) return;
    isAway = true;
    byId("doing").textContent = "";
    byId("progress").hidden = true;
    notice("away", "The server has ended. Start it again by python3 build.py serve: this page finds it. What you type is kept.");
  },
  () => {
    isAway = false;
    unnotice("away");
    pane.serverIsBack();
  },
);

pane.offerDrafts((path, since, open, drop) =>
  notice(`draft ${path}`, `${path} has text that was not saved, from ${since}.`, ["Show it", open], ["Throw it away", drop]),
);

// A click on a page shows what was written there.
desk.addEventListener("click", async (event) => {
  const page = event.target.closest(".page");
  if (!page?.dataset.digest) return;
  const box = page.getBoundingClientRect();
  let [x, y] = [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height];
  if (page.classList.contains("head-down")) [x, y] = [1 - x, 1 - y];
  const { widthPt, heightPt } = pages.current();
  const place = await ask("/place", { page: page.dataset.digest, x: x * widthPt, y: y * heightPt }).catch(() => null);
  if (place) await pane.open(place);
});

const nextChange = (by) => {
  const { changed } = pages.current();
  const here = pages.currentIndex();
  const found = by > 0 ? changed.find((index) => index > here) : changed.findLast((index) => index < here);
  pages.goTo(found ?? changed[by > 0 ? 0 : changed.length - 1] ?? here);
};

const escape = () => {
  if (review.isSelected()) review.unselect();
  else if (problems.isOpen()) problems.close();
  else if (pane.isOpen()) pane.close();
  else side.close();
};

const goToFolio = () => {
  byId("folio").focus();
  byId("folio").select();
};

keyboard.bind([
  ["ArrowRight PageDown j", "on", () => pages.turn(1)],
  ["ArrowLeft PageUp k", "back", () => pages.turn(-1)],
  ["Home", "to the first page", () => pages.goTo(0)],
  ["End", "to the last page", () => pages.goTo(Infinity)],
  ["g", "to a page, by its folio", goToFolio],
  ["c", "to the next change", () => nextChange(1)],
  ["C", "to the change before", () => nextChange(-1)],
  ["1", "spreads", () => pages.setView("spread")],
  ["2", "single pages", () => pages.setView("page")],
  ["3", "sheets, as they are printed", () => pages.setView("sheet")],
  ["+ =", "larger", () => pages.zoomBy(1)],
  ["-", "smaller", () => pages.zoomBy(-1)],
  ["0", "fit to the window", () => pages.setZoom("fit")],
  ["w", "as wide as the window", () => pages.setZoom("width")],
  ["/", "search", () => side.open("search")],
  ["n", "next hit", () => side.step(1)],
  ["N", "hit before", () => side.step(-1)],
  ["o", "contents", () => side.toggle("outline")],
  ["r", "remarks and changes", () => side.toggle("review")],
  ["m", "next mark of an editor", () => review.step(1)],
  ["M", "mark before", () => review.step(-1)],
  ["a", "accept the change, or take the remark away", () => review.decideSelected(true)],
  ["x", "reject the change", () => review.decideSelected(false)],
  ["u", "take the last decision back", () => review.undo()],
  ["e", "the text beside the pages", () => pane.toggle()],
  ["!", "what is wrong", () => problems.toggle()],
  ["d", "light or dark desk", turnTone],
  ["p", "print pages", () => printing.open()],
  ["Escape", "close what is open", escape],
  ["?", "this page", () => keyboard.showHelp()],
]);

byId("back").onclick = () => pages.turn(-1);
byId("forth").onclick = () => pages.turn(1);
byId("zoom").onclick = () => pages.setZoom("fit");
byId("zoom-in").onclick = () => pages.zoomBy(1);
byId("zoom-out").onclick = () => pages.zoomBy(-1);
byId("desk-tone").onclick = turnTone;
byId("print").onclick = () => printing.open();
byId("help-button").onclick = () => keyboard.showHelp();
for (const button of document.querySelectorAll("#bar [data-view]")) {
  button.onclick = () => pages.setView(button.dataset.view);
}
byId("folio").addEventListener("keydown", (event) => {
  if (event.key !== "Enter" && event.key !== "Escape") return;
  const index = event.key === "Enter" ? printing.indexOf(byId("folio").value) : -1;
  byId("folio").blur();
  if (index >= 0) pages.goTo(index);
  showBar();
});
addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key === "s") {
    event.preventDefault();
    pane.save();
  }
  if ((event.ctrlKey || event.metaKey) && event.key === "f" && !event.target.closest("#editor")) {
    event.preventDefault();
    side.open("search");
  }
});
desk.addEventListener(
  "wheel",
  (event) => {
    if (!event.ctrlKey) return;
    event.preventDefault();
    pages.zoomBy(event.deltaY < 0 ? 1 : -1);
  },
  { passive: false },
);
