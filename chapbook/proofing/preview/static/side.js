// The column beside the desk: contents, search with its hits, and what is to be reviewed.

import { ask } from "./server.js";
import { after, byId, make, remembered } from "./dom.js";
import { goThroughByKeys } from "./lists.js";
import * as pages from "./pages.js";

const side = byId("side");
const outline = byId("outline");
const words = byId("words");
const isOpen = remembered("outline", "");
const tab = remembered("tab", "outline");
let hits = [];
let at = -1;
let listed = "";
let marked = "";

export function toggle(name = tab.get()) {
  if (side.hidden || tab.get() !== name) open(name);
  else close();
}

export function open(name) {
  tab.set(name);
  isOpen.set("yes");
  side.hidden = false;
  for (const each of ["outline", "search", "review"]) byId(each).hidden = name !== each;
  for (const button of side.querySelectorAll("[data-tab]")) {
    button.classList.toggle("on", button.dataset.tab === name);
    button.setAttribute("aria-pressed", String(button.dataset.tab === name));
  }
  if (name === "search") {
    words.focus();
    words.select();
  }
}

export function close() {
  isOpen.set("");
  side.hidden = true;
  words.value = "";
  find("");
}

let shown = "";

/** Shows the contents of the book, and where in it the reader is. */
export function showOutline() {
  const { outline: lines = [], pages: list } = pages.current();
  const text = JSON.stringify([lines, list.map((page) => page[1])]);
  if (text !== shown) {
    shown = text;
    outline.replaceChildren(
      ...lines.map(([level, title, index]) =>
        make(
          "li",
          { className: `level-${level}`, data: { index }, onclick: () => pages.goTo(index) },
          make("span", {}, title),
          make("span", { className: "folio" }, list[index]?.[1] ?? ""),
        ),
      ),
    );
  }
  const here = pages.currentIndex();
  let current = null;
  for (const line of outline.children) {
    line.classList.remove("here");
    if (+line.dataset.index <= here) current = line;
  }
  current?.classList.add("here");
}

/** Goes to the next hit, or the one before. */
export function step(by) {
  if (!hits.length) return;
  at = (at + by + hits.length) % hits.length;
  goToHit();
}

async function goToHit() {
  const { page_index: index } = hits[at];
  pages.goTo(index);
  showHit();
  byId("hits").children[at].scrollIntoView({ block: "nearest" });
  // Of a page that is larger than the desk the hit may be out of sight.
  const box = (await boxesOn(index)).find(({ className }) => className);
  const { heightPt } = pages.current();
  if (!box) return;
  const [from, to] = [box.top_pt / heightPt, box.bottom_pt / heightPt];
  if (!pages.isSeen(index, from, to)) pages.goTo(index, (from + to) / 2);
  markHits();
}

/** Where hits stand on a page; the one that was gone to has a class of its own. */
async function boxesOn(index) {
  const digest = pages.current().pages[index]?.[0];
  const boxes = await ask("/hits", { page: digest, words: words.value.trim() }).catch(() => []);
  const isHere = ({ start }) => hits[at]?.page_index === index && hits[at].start === start;
  return boxes.map((box) => ({ ...box, page_index: index, className: isHere(box) ? "here" : "" }));
}

function showHit() {
  for (const [number, line] of [...byId("hits").children].entries()) line.classList.toggle("here", number === at);
}

/** The book is another: what is searched may stand elsewhere in it. */
export async function bookIsOther() {
  if (words.value.trim()) await find(words.value, at);
}

/** Lists the places of a text, of which the one with that number is shown. */
async function find(text, shownHit = -1) {
  const found = text.trim().length > 1 ? await ask("/search", { words: text }).catch(() => []) : [];
  if (text !== words.value) return;
  const key = JSON.stringify([text, found, pages.current().pages?.map((page) => page[1])]);
  marked = "";
  hits = found;
  at = Math.min(shownHit, hits.length - 1);
  if (key !== listed) listHits(text);
  listed = key;
  showHit();
  markHits();
}

function listHits(text) {
  const count = hits.length === 500 ? "the first 500 places" : hits.length === 1 ? "1 place" : `${hits.length} places`;
  byId("found").textContent = text.trim().length > 1 ? count : "";
  const folio = (index) => pages.current().pages[index]?.[1] ?? "";
  byId("hits").replaceChildren(
    ...hits.map((hit, number) =>
      make(
        "li",
        {
          onclick: () => {
            at = number;
            goToHit();
          },
        },
        make("span", {}, hit.before, make("mark", {}, hit.found), hit.after),
        make("span", { className: "folio" }, folio(hit.page_index)),
      ),
    ),
  );
}

/** Marks the hits on the pages that are near. */
export async function markHits() {
  const text = words.value.trim();
  const { pages: list } = pages.current();
  const wanted = [...new Set(hits.map((hit) => hit.page_index))].filter(
    (index) => pages.pageElement(index)?.isNear,
  );
  const key = JSON.stringify([text, at, wanted.map((index) => list[index]?.[0])]);
  if (key === marked) return;
  marked = key;
  const found = await Promise.all(wanted.map(boxesOn));
  if (key === marked) pages.mark("hit", found.flat());
}

words.addEventListener("input", after(180, () => find(words.value)));
words.addEventListener("keydown", (event) => {
  if (event.key === "Enter") step(event.shiftKey ? -1 : 1);
  if (event.key === "Escape") close();
});
for (const button of side.querySelectorAll("[data-tab]")) {
  button.onclick = () => open(button.dataset.tab);
}
for (const list of [outline, byId("hits"), byId("review-list")]) goThroughByKeys(list);
byId("toggle-outline").onclick = () => toggle();
if (isOpen.get()) open("outline");
