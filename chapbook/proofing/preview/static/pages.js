// The pages on the desk: placed, drawn as far as they are in view, swapped as they change.

import { spreads, singles } from "./arrangement.js";
import { after, byId, make, remembered } from "./dom.js";
import * as pictures from "./pictures.js";

const PX_PER_PT = 96 / 72;
const PT_PER_MM = 72 / 25.4;
const MARGIN_PX = 48;
const ZOOMS = [0.25, 0.33, 0.5, 0.67, 0.75, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2, 2.5, 3, 4];

const desk = byId("desk");
const holder = byId("pages");
const view = remembered("view", "spread");
const zoom = remembered("zoom", "fit");

let book = { pages: [], changed: [], revision: 0 };
let elements = new Map();
const listeners = [];

const watcher = new IntersectionObserver(
  (entries) => {
    for (const entry of entries) {
      entry.target.isNear = entry.isIntersecting;
      if (entry.isIntersecting) draw(entry.target);
      else pictures.clear(entry.target);
    }
  },
  { root: desk, rootMargin: "75% 0px" },
);

/** Calls `act` whenever pages, view or place have changed. */
export const onChange = (act) => listeners.push(act);
const changed = () => listeners.forEach((act) => act());

export const current = () => book;
export const viewName = () => view.get();
export const pageElement = (index) => elements.get(index)?.[0];

/** Shows a book; the reader stays where they were. */
export function show(next) {
  const place = readersPlace();
  const isSame =
    next.pages.length === book.pages.length &&
    next.widthPt === book.widthPt &&
    next.bindingSide === book.bindingSide &&
    JSON.stringify(next.sheets) === JSON.stringify(book.sheets);
  book = next;
  document.title = book.title;
  byId("waiting").hidden = book.pages.length > 0;
  if (!isSame) arrange();
  for (const [index, found] of elements) for (const element of found) label(element, index);
  if (!isSame && place) restore(place);
  const first = book.newest ?? -1;
  const near = [...elements.values()].flat().filter((element) => element.isNear);
  near.sort((one, other) => (+other.dataset.index === first) - (+one.dataset.index === first));
  near.forEach(draw);
  if (first >= 0) showNewest(first);
  changed();
}

/** Changes the view: 'spread', 'page' or 'sheet'. */
export function setView(name) {
  const place = readersPlace();
  view.set(name === "sheet" && !book.sheets ? "spread" : name);
  arrange();
  if (place) restore(place);
  changed();
}

/** Changes the zoom: 'fit', 'width', or a factor. */
export function setZoom(value) {
  const place = readersPlace();
  zoom.set(value);
  scale();
  if (place) restore(place);
  redraw();
  changed();
}

export function zoomBy(steps) {
  const now = factor();
  const larger = ZOOMS.filter((each) => each > now * 1.01);
  const smaller = ZOOMS.filter((each) => each < now * 0.99);
  const next = steps > 0 ? larger[0] : smaller[smaller.length - 1];
  if (next) setZoom(String(next));
}

export const zoomText = () =>
  zoom.get() === "fit" ? "Fit" : zoom.get() === "width" ? "Width" : `${Math.round(factor() * 100)}%`;

/** The index of the page that the reader looks at. */
export function currentIndex() {
  return readersPlace()?.index ?? 0;
}

/** Brings a page into view; `share` is how far down on it. */
export function goTo(index, share = null, behavior = "auto") {
  const element = pageElement(Math.max(0, Math.min(index, book.pages.length - 1)));
  if (!element) return;
  const box = element.getBoundingClientRect();
  const room = desk.getBoundingClientRect();
  const isTall = box.height > room.height;
  const wanted =
    share === null && !isTall
      ? box.top + box.height / 2 - (room.top + room.height / 2)
      : share === null
        ? box.top - room.top - MARGIN_PX / 2
        : box.top + share * box.height - (room.top + room.height / 2);
  desk.scrollBy({ top: wanted, left: box.left + box.width / 2 - (room.left + room.width / 2), behavior });
}

/** Goes so many spreads, pages or sheets on. */
export function turn(steps) {
  const units = [...holder.children];
  const here = units.indexOf(pageElement(currentIndex())?.closest(".unit"));
  const unit = units[Math.max(0, Math.min(units.length - 1, here + steps))];
  const page = unit?.querySelector(".page");
  if (page) goTo(+page.dataset.index);
}

/** Whether a part of a page, from and to as shares of its height, can be seen. */
export function isSeen(index, from = 0, to = 1) {
  const element = pageElement(index);
  if (!element) return false;
  const box = element.getBoundingClientRect();
  const room = desk.getBoundingClientRect();
  const [top, bottom] = [box.top + from * box.height, box.top + to * box.height];
  const seen = Math.min(bottom, room.bottom) - Math.max(top, room.top);
  return seen > 0.6 * Math.min(bottom - top, room.height);
}

// What is laid over pages, by its class: it is laid again where the pages are placed anew.
const marks = new Map();

/** Lays boxes over pages: [{page_index, left_pt, …}], under the class `kind`; others of it go. A
 *  box may have a class of its own, a title, and what a click on it does. */
export function mark(kind, boxes) {
  holder.querySelectorAll(`.${kind}`).forEach((old) => old.remove());
  marks.set(kind, boxes);
  for (const box of boxes) {
    const { className = "", title = "", onclick = null } = box;
    for (const element of elements.get(box.page_index) ?? []) {
      const made = make("div", { className: `${kind} ${className}`, title, onclick });
      place(made, box);
      element.append(made);
    }
  }
}

function place(element, box) {
  element.style.left = `${(100 * box.left_pt) / book.widthPt}%`;
  element.style.width = `${(100 * (box.right_pt - box.left_pt)) / book.widthPt}%`;
  element.style.top = `${(100 * box.top_pt) / book.heightPt}%`;
  element.style.height = `${(100 * (box.bottom_pt - box.top_pt)) / book.heightPt}%`;
}

function arrange() {
  watcher.disconnect();
  elements = new Map();
  holder.replaceChildren();
  const name = arrangementFor(desk);
  holder.dataset.view = name;
  if (name === "sheet") for (const side of book.sheets.sides) holder.append(sheet(side));
  else {
    const count = book.pages.length;
    const units = name === "page" ? singles(count) : spreads(count, book.bindingSide);
    for (const unit of units) {
      const side = (index, at) => pageOrGap(index, name === "page" ? "" : at ? "right" : "left");
      holder.append(make("div", { className: "unit" }, ...unit.map(side)));
    }
  }
  scale();
  for (const found of elements.values()) found.forEach((element) => watcher.observe(element));
  for (const [kind, boxes] of marks) mark(kind, boxes);
}

/** The view that is wanted; where a spread would be small beside a wide pane, its pages one by
 *  one. */
function arrangementFor({ clientWidth, clientHeight }) {
  const name = view.get();
  if (name === "sheet") return book.sheets ? "sheet" : "spread";
  const isNarrow = clientWidth / (2 * book.widthPt) < (0.66 * clientHeight) / book.heightPt;
  return name === "spread" && isNarrow ? "page" : name;
}

function pageOrGap(index, side) {
  return index === null ? make("div", { className: "gap" }) : pageFor(index, side);
}

function pageFor(index, side) {
  const element = make("div", { className: `page ${side}`, data: { index } });
  element.append(make("div", { className: "bar" }));
  elements.set(index, [...(elements.get(index) ?? []), element]);
  label(element, index);
  return element;
}

function sheet(side) {
  const unit = make("div", { className: "unit sheet" }, make("span", { className: "caption" }, side.name));
  for (const cell of side.cells) {
    const element =
      cell.page_index === null ? make("div", { className: "blank-cell" }) : pageFor(cell.page_index, "");
    element.classList.toggle("head-down", cell.is_head_down);
    element.style.left = `calc(${cell.left_mm * PT_PER_MM} * var(--pt))`;
    element.style.top = `calc(${cell.top_mm * PT_PER_MM} * var(--pt))`;
    unit.append(element);
  }
  return unit;
}

function label(element, index) {
  const [digest, folio] = book.pages[index];
  element.dataset.digest = digest;
  element.classList.toggle("changed", book.changed.includes(index));
  element.title = "";
  element.setAttribute("aria-label", folio ? `page ${folio}` : "blank page");
  pictures.showBar(element);
}

function factor() {
  const value = zoom.get();
  if (value !== "fit" && value !== "width") return Number(value) || 1;
  const isSheet = holder.dataset.view === "sheet";
  const across = isSheet
    ? book.sheets.width_mm * PT_PER_MM
    : book.widthPt * (holder.dataset.view === "page" ? 1 : 2);
  const down = isSheet ? book.sheets.height_mm * PT_PER_MM : book.heightPt;
  const byWidth = (desk.clientWidth - 2 * MARGIN_PX) / (across * PX_PER_PT);
  const byHeight = (desk.clientHeight - MARGIN_PX) / (down * PX_PER_PT);
  return Math.max(0.1, value === "width" ? byWidth : Math.min(byWidth, byHeight));
}

function scale() {
  if (!book.widthPt) return;
  holder.style.setProperty("--pt", `${factor() * PX_PER_PT}px`);
  holder.style.setProperty("--width-pt", book.widthPt);
  holder.style.setProperty("--height-pt", book.heightPt);
  if (book.sheets) {
    holder.style.setProperty("--sheet-width-pt", book.sheets.width_mm * PT_PER_MM);
    holder.style.setProperty("--sheet-height-pt", book.sheets.height_mm * PT_PER_MM);
  }
}

/** The page in the middle of the desk, by its division and its number there, which a rebuild
 *  keeps where it can, and how far down on it the middle is. */
function readersPlace() {
  const room = desk.getBoundingClientRect();
  const middle = room.top + room.height / 2;
  let best = null;
  for (const [index, [element]] of elements) {
    const box = element.getBoundingClientRect();
    const away = Math.max(box.top - middle, 0, middle - box.bottom);
    if (!best || away < best.away - 1) best = { index, away, share: (middle - box.top) / box.height };
  }
  if (!best || !book.pages[best.index]) return null;
  const division = book.divisions[book.pages[best.index][2]].id;
  return { ...best, division, number: best.index - firstOf(division) };
}

const firstOf = (division) => {
  const number = book.divisions.findIndex((each) => each.id === division);
  return book.pages.findIndex((page) => page[2] === number);
};

function restore(place) {
  const first = firstOf(place.division);
  const index = first < 0 ? place.index : first + place.number;
  const element = pageElement(Math.min(index, book.pages.length - 1));
  if (!element) return;
  const box = element.getBoundingClientRect();
  const room = desk.getBoundingClientRect();
  desk.scrollTop += box.top + place.share * box.height - (room.top + room.height / 2);
}

/** Draws a page; told when it can be seen, and where it has changed. */
async function draw(element) {
  const drawn = await pictures.draw(element);
  if (!drawn) return;
  const index = +element.dataset.index;
  const { revision } = book;
  requestAnimationFrame(() => {
    desk.dispatchEvent(
      new CustomEvent("painted", { detail: { index, digest: element.dataset.digest, revision } }),
    );
    // The page is to be seen first; pictures take longer to compare than to show.
    if (drawn.before) setTimeout(() => reveal(index, pictures.markChange(element, drawn.before)));
  });
}

const redraw = after(150, () => {
  for (const found of elements.values()) found.filter((one) => one.isNear).forEach(draw);
});

let newest = null;

function showNewest(index) {
  newest = index;
  const element = pageElement(index);
  if (!element || element.querySelector("img")) return;
  // Out of sight, or never seen: go there at once, and don't wait for the watcher to see it.
  if (!isSeen(index)) goTo(index);
  if (!element.isNear) draw(element);
}

/** Scrolls to what has changed, if that isn't in view already. */
function reveal(index, found) {
  if (index !== newest) return;
  const [from, to] = found ? [found.top, found.bottom] : [0, 1];
  if (!isSeen(index, from, to)) goTo(index, (from + to) / 2, "smooth");
}

new ResizeObserver(
  after(50, () => {
    if (!book.pages.length) return;
    const place = readersPlace();
    if (arrangementFor(desk) === holder.dataset.view) scale();
    else arrange();
    if (place) restore(place);
    redraw();
    changed();
  }),
).observe(desk);
desk.addEventListener("scroll", after(60, changed), { passive: true });
