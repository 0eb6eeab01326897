// What editors have marked in the text, remarks and changes: gone through, and decided one by one.

import { after, byId } from "./dom.js";
import { words } from "./review_items.js";
import * as bar from "./review_bar.js";
import * as card from "./review_card.js";
import * as decisions from "./review_decisions.js";
import * as list from "./review_list.js";
import * as marks from "./review_marks.js";
import * as onPages from "./review_pages.js";
import * as pages from "./pages.js";
import * as pane from "./pane.js";

const actions = (chapter, item) => list.actions(chapter, item, act);
const act = { select, unselect, step, decide, words, actions };

/** Reads what is marked anew, as after a save. */
export async function refresh() {
  if (!(await marks.readAgain())) return;
  onPages.forget();
  if (isSelected() && !marks.selectedOne()) unselect();
  show();
}
export const refreshSoon = after(300, refresh);

/** The book is another: the same marks may stand elsewhere, on pages that look the same. */
export async function bookIsOther() {
  onPages.forget();
  await refresh();
  markPages();
}

function show() {
  list.show(act);
  showBar();
  markPages();
}

/** Lays the marks over the pages that are near. */
export const markPages = () => onPages.show(act);

/** Accepts or rejects items of a chapter, and shows the next. */
async function decide(chapter, items, accepts) {
  const goesOn = isSelected();
  const { path, next, said } = await decisions.decide(chapter, items, accepts, refresh);
  if (path) await settled(path);
  say(said);
  if (goesOn && next && !isSelected()) selectNear(next);
}

/** Takes the last decision back, and shows what was decided on. */
export async function undo() {
  const last = marks.lastDecision();
  if (!last) return;
  const { path, said } = await decisions.takeBack(last);
  if (path) await settled(path);
  say(said);
}

async function settled(path) {
  unselect();
  await Promise.all([pane.filesSaved([path]), refresh()]);
}

function selectNear({ path, fromEnd }) {
  const chapter = marks.chapterOf(path);
  const item = chapter?.items[chapter.items.length - fromEnd];
  if (item) select(chapter, item);
}

const say = (text) => {
  byId("review-state").textContent = text;
};

/** Goes to an item: its page, its card, its place in the pane if that is open. */
export function select(chapter, item) {
  marks.setSelected(chapter.path, item);
  const isElsewhere = !pages.isSeen(item.page ?? -1);
  if (item.page !== null && isElsewhere) pages.goTo(item.page);
  if (pane.isOpen()) pane.openAt(chapter.path, item.line, item.column, false);
  list.showHere();
  markPages();
}

export function unselect() {
  marks.setSelected(null);
  card.close();
  list.showHere();
  markPages();
}

export const isSelected = () => marks.selectedKey() !== null;

/** Goes to the next item, or the one before; without one that is selected, from the page on which
 *  the reader is. */
export function step(by) {
  const all = marks.listed();
  if (!all.length) return;
  const here = all.findIndex(({ chapter, item }) => marks.key(chapter.path, item) === marks.selectedKey());
  const index = pages.currentIndex();
  const from = all.findIndex(({ item }) => (item.page ?? -1) >= index);
  const start = here >= 0 ? here + by : by > 0 ? from : (from < 0 ? all.length : from) - 1;
  const { chapter, item } = all[(start + all.length) % all.length];
  select(chapter, item);
}

/** Decides on the item that is selected. */
export function decideSelected(accepts) {
  const here = marks.selectedOne();
  if (here) decide(here.chapter, [here.item], accepts);
}

// The pane has the marks of its file at hand.
function showBar() {
  const { path, offset, isSaved } = pane.cursor();
  bar.show(marks.chapterOf(path), offset, isSaved, act);
}
pane.onMoved(showBar);

for (const button of document.querySelectorAll("[data-review]")) {
  button.onclick = () => {
    marks.want(button.dataset.review);
    if (isSelected() && !marks.selectedOne()) unselect();
    show();
  };
}
byId("review-back").onclick = () => step(-1);
byId("review-forth").onclick = () => step(1);
byId("review-undo").onclick = undo;
