// What editors have marked in the text, remarks and changes: listed, and decided one by one.

import { after, byId, make, remembered } from "./dom.js";
import { identities, isChange, told, words } from "./review_items.js";
import { ask, tell } from "./server.js";
import * as bar from "./review_bar.js";
import * as card from "./review_card.js";
import * as conflict from "./conflict.js";
import * as pages from "./pages.js";
import * as pane from "./pane.js";

const list = byId("review-list");
const filter = remembered("review", "all");
const NAMES = {
  addition: "Added",
  deletion: "Struck",
  substitution: "Replaced",
  comment: "Remark",
  note: "Remark",
  highlight: "Highlit",
};

let chapters = [];
let version = "";
let selected = null;
let marked = "";
const undone = [];

const isWanted = (item) => filter.get() === "all" || (filter.get() === "changes") === isChange(item);
const key = (path, item) => `${path} ${item.starts[0]}`;

/** All items that are listed, in the book's order: [{chapter, item}]. */
const listed = () =>
  chapters.flatMap((chapter) => chapter.items.filter(isWanted).map((item) => ({ chapter, item })));
const found = (wanted) => listed().find(({ chapter, item }) => key(chapter.path, item) === wanted);

/** Reads what is marked anew, as after a save. */
export async function refresh() {
  const read = await ask("/review").catch(() => null);
  const text = JSON.stringify(read);
  if (!read || text === version) return;
  version = text;
  chapters = read;
  places.clear();
  if (selected && !found(selected)) unselect();
  show();
  markPages();
}
export const refreshSoon = after(300, refresh);

function show() {
  const all = chapters.flatMap((chapter) => chapter.items);
  const changes = all.filter(isChange).length;
  byId("review-tab").textContent = all.length ? `Review ${all.length}` : "Review";
  byId("review-none").hidden = all.length > 0;
  const counts = [counted(changes, "change"), counted(all.length - changes, "remark")];
  byId("review-count").textContent = counts.filter(Boolean).join(", ");
  for (const button of document.querySelectorAll("[data-review]")) {
    button.setAttribute("aria-checked", String(button.dataset.review === filter.get()));
  }
  const shown = chapters.filter((chapter) => chapter.items.some(isWanted));
  list.replaceChildren(...shown.flatMap((chapter) => [heading(chapter), ...entries(chapter)]));
  showHere();
  showUndo();
  showBar();
}

const counted = (count, what) => (count ? `${count} ${what}${count === 1 ? "" : "s"}` : "");

const titleOf = (path) =>
  pages.current().divisions?.find((division) => division.source === path)?.title || path;

function heading(chapter) {
  const changes = chapter.items.filter(isChange);
  const all = (label, accepts) =>
    make("button", { onclick: () => decide(chapter, changes, accepts), title: `${label} of this chapter` }, label);
  const buttons = changes.length > 1 ? [all("Accept all", true), all("Reject all", false)] : [];
  return make("li", { className: "chapter" }, make("span", {}, titleOf(chapter.path)), ...buttons);
}

function entries(chapter) {
  return chapter.items.filter(isWanted).map((item) => {
    const folio = pages.current().pages[item.page]?.[1] ?? "";
    const about = { className: `item ${item.kind}`, data: { key: key(chapter.path, item) }, onclick: () => select(chapter, item) };
    const head = [make("b", {}, NAMES[item.kind]), make("span", { className: "folio" }, folio)];
    return make("li", about, make("p", { className: "head" }, ...head), words(item), actions(chapter, item));
  });
}

/** The buttons of an item. */
export function actions(chapter, item) {
  const act = (label, accepts, title) => {
    const onclick = (event) => {
      event.stopPropagation();
      decide(chapter, [item], accepts);
    };
    return make("button", { onclick, title }, label);
  };
  const made = isChange(item)
    ? [act("Accept", true, "Accept (a)"), act("Reject", false, "Reject (x)")]
    : [act("Done", true, "Take the remark away (a)")];
  return make("p", { className: "actions" }, ...made);
}

/** Accepts or rejects items of a chapter, in its file. */
async function decide(chapter, items, accepts) {
  const wanted = items.map((item) => identities(chapter).get(item));
  if (!(await pane.saveFirst(chapter.path))) return say(`${chapter.path} has text that isn't saved`);
  // The text may have been saved just now: its marks have other places then.
  await refresh();
  const now = chapters.find((one) => one.path === chapter.path);
  const known = now && identities(now);
  const there = now?.items.filter((item) => wanted.includes(known.get(item))) ?? [];
  if (there.length !== items.length) return say("the text has changed meanwhile: look again");
  const next = following(now.path, there);
  const { status, data } = await tell("/decide", {
    path: now.path,
    digest: now.digest,
    starts: there.flatMap((item) => item.starts),
    accepts,
  }).catch(() => ({ status: 0, data: { error: "the server is away" } }));
  if (status === 409) say("the file was changed by another program: look again");
  else if (status !== 200) return say(`nothing is decided: ${data.error}`);
  else undone.push({ path: now.path, text: data.before, digest: data.file.digest, what: told(there, accepts) });
  say("");
  await settled(now.path);
  if (status === 200 && selected === null && next) selectNear(next);
}

async function settled(path) {
  unselect();
  await Promise.all([pane.filesSaved([path]), refresh()]);
  showUndo();
}

/** What comes behind items that are decided: its chapter, its number there. */
function following(path, items) {
  const all = listed();
  const last = all.findLastIndex(({ chapter, item }) => chapter.path === path && items.includes(item));
  const next = all[last + 1];
  if (!next || !selected) return null;
  const { chapter, item } = next;
  return { path: chapter.path, fromEnd: chapter.items.length - chapter.items.indexOf(item) };
}

function selectNear({ path, fromEnd }) {
  const chapter = chapters.find((one) => one.path === path);
  const item = chapter?.items[chapter.items.length - fromEnd];
  if (item) select(chapter, item);
}

/** Takes the last decision back, unless somebody has changed its file since: then both are shown. */
export async function undo() {
  const last = undone.pop();
  if (!last || !(await pane.saveFirst(last.path))) return;
  const put = (text, digest) => tell("/source", { path: last.path, text, digest });
  try {
    let { status, data } = await put(last.text, last.digest);
    if (status === 409) {
      const text = await conflict.resolve(last.path, data.text, last.text);
      if (text === null) undone.push(last);
      else if (text !== data.text) ({ status, data } = await put(text, data.digest));
    }
    say(status === 200 || status === 409 ? "" : `not taken back: ${data.error}`);
  } catch {
    undone.push(last);
    say("the server is away");
  }
  await settled(last.path);
}

function showUndo() {
  const last = undone[undone.length - 1];
  byId("review-undo").hidden = !last;
  byId("review-undo").textContent = last ? `Undo: ${last.what}` : "";
}

const say = (text) => {
  byId("review-state").textContent = text;
};

/** Goes to an item: its page, its card, its place in the pane if that is open. */
export function select(chapter, item) {
  selected = key(chapter.path, item);
  const isElsewhere = !pages.isSeen(item.page ?? -1);
  if (item.page !== null && isElsewhere) pages.goTo(item.page);
  if (pane.isOpen()) pane.openAt(chapter.path, item.line, item.column, false);
  showHere();
  marked = "";
  markPages();
}

export function unselect() {
  selected = null;
  card.close();
  showHere();
}

export const isSelected = () => selected !== null;

/** Goes to the next item, or the one before; without one that is selected, from the page on which
 *  the reader is. */
export function step(by) {
  const all = listed();
  if (!all.length) return;
  const here = all.findIndex(({ chapter, item }) => key(chapter.path, item) === selected);
  const index = pages.currentIndex();
  const from = all.findIndex(({ item }) => (item.page ?? -1) >= index);
  const start = here >= 0 ? here + by : by > 0 ? from : (from < 0 ? all.length : from) - 1;
  const { chapter, item } = all[(start + all.length) % all.length];
  select(chapter, item);
}

/** Decides on the item that is selected. */
export function decideSelected(accepts) {
  const here = selected && found(selected);
  if (here) decide(here.chapter, [here.item], accepts);
}

function showHere() {
  for (const entry of list.querySelectorAll(".item")) {
    const isHere = entry.dataset.key === selected;
    entry.classList.toggle("here", isHere);
    if (isHere) entry.scrollIntoView({ block: "nearest" });
  }
}

// Where marks are on pages, by the pages' digests.
const places = new Map();

function placesOn(digest) {
  if (places.size > 400) places.clear();
  if (!places.has(digest)) {
    const asked = ask("/marks", { page: digest });
    places.set(digest, asked);
    asked.catch(() => places.delete(digest));
  }
  return places.get(digest).catch(() => []);
}

/** Lays the marks over the pages that are near. */
export async function markPages() {
  const { pages: all } = pages.current();
  const near = all.flatMap((page, index) => (page[0] && pages.pageElement(index)?.isNear ? [index] : []));
  const wanted = chapters.length ? near : [];
  const now = JSON.stringify([version, selected, wanted.map((index) => all[index][0])]);
  if (now === marked) return;
  marked = now;
  const read = await Promise.all(wanted.map((index) => placesOn(all[index][0])));
  if (now !== marked) return;
  const items = new Map(listed().map((one) => [key(one.chapter.path, one.item), one]));
  const known = read.flat().filter((place) => items.has(`${place.path} ${place.start}`));
  card.lay(known.map((place) => ({ place, ...items.get(`${place.path} ${place.start}`) })), selected, { select, unselect, step, words, actions });
}

// The pane has the marks of its file at hand.
function showBar() {
  const { path, offset } = pane.cursor();
  bar.show(chapters.find((one) => one.path === path), offset, { select, decide, isChange });
}
pane.onMoved(showBar);

for (const button of document.querySelectorAll("[data-review]")) {
  button.onclick = () => {
    filter.set(button.dataset.review);
    marked = "";
    if (selected && !found(selected)) unselect();
    show();
    markPages();
  };
}
byId("review-back").onclick = () => step(-1);
byId("review-forth").onclick = () => step(1);
byId("review-undo").onclick = undo;
