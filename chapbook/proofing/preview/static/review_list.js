// The column that lists remarks and changes, chapter by chapter.

import { byId, make } from "./dom.js";
import * as marks from "./review_marks.js";
import { nameOf, words } from "./review_items.js";
import * as pages from "./pages.js";

const list = byId("review-list");

/** Shows what is marked; `act` has what can be done with it: select, decide. */
export function show(act) {
  const all = marks.chapters().flatMap((chapter) => chapter.items);
  const changes = all.filter(marks.isChange).length;
  byId("review-tab").textContent = all.length ? `Review ${all.length}` : "Review";
  byId("review-none").hidden = all.length > 0;
  const counts = [counted(changes, "change"), counted(all.length - changes, "remark")];
  byId("review-count").textContent = counts.filter(Boolean).join(", ");
  for (const button of document.querySelectorAll("[data-review]")) {
    button.setAttribute("aria-checked", String(button.dataset.review === marks.wanted()));
  }
  const shown = marks.chapters().filter((chapter) => chapter.items.some(marks.isWanted));
  list.replaceChildren(...shown.flatMap((chapter) => [heading(chapter, act), ...entries(chapter, act)]));
  const last = marks.lastDecision();
  byId("review-undo").hidden = !last;
  byId("review-undo").textContent = last ? `Undo: ${last.told}` : "";
  showHere();
}

const counted = (count, what) => (count ? `${count} ${what}${count === 1 ? "" : "s"}` : "");

const titleOf = (path) =>
  pages.current().divisions?.find((division) => division.source === path)?.title || path;

function heading(chapter, { decide }) {
  const changes = chapter.items.filter(marks.isChange);
  const all = (label, accepts) =>
    make("button", { onclick: () => decide(chapter, changes, accepts), title: `${label} of this chapter` }, label);
  const buttons = changes.length > 1 ? [all("Accept all", true), all("Reject all", false)] : [];
  return make("li", { className: "chapter" }, make("span", {}, titleOf(chapter.path)), ...buttons);
}

function entries(chapter, act) {
  return chapter.items.filter(marks.isWanted).map((item) => {
    const folio = pages.current().pages[item.page]?.[1] ?? "";
    const data = { key: marks.key(chapter.path, item) };
    const about = { className: `item ${item.kind}`, data, onclick: () => act.select(chapter, item) };
    const head = [make("b", {}, nameOf(item)), make("span", { className: "folio" }, folio)];
    return make("li", about, make("p", { className: "head" }, ...head), words(item), actions(chapter, item, act));
  });
}

/** The buttons of an item. */
export function actions(chapter, item, { decide }) {
  const button = (label, accepts, title) => {
    const onclick = (event) => {
      event.stopPropagation();
      decide(chapter, [item], accepts);
    };
    return make("button", { onclick, title }, label);
  };
  const made = marks.isChange(item)
    ? [button("Accept", true, "Accept (a)"), button("Reject", false, "Reject (x)")]
    : [button("Done", true, "Take the remark away (a)")];
  return make("p", { className: "actions" }, ...made);
}

/** Shows which item is looked at. */
export function showHere() {
  for (const entry of list.querySelectorAll(".item")) {
    const isHere = entry.dataset.key === marks.selectedKey();
    entry.classList.toggle("here", isHere);
    if (isHere) entry.scrollIntoView({ block: "nearest" });
  }
}
