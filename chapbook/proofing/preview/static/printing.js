// Some pages of the book, to the printer or into a file.

import { byId, make } from "./dom.js";
import * as pages from "./pages.js";

const dialog = byId("print-dialog");

/** Asks which pages. */
export function open() {
  const { pages: list } = pages.current();
  if (!list.length) return;
  const here = pages.currentIndex();
  const from = make("input", { size: 5, value: name(here) });
  const to = make("input", { size: 5, value: name(here) });
  const wrong = make("p", { className: "wrong" });
  const go = (act) => () => {
    const [first, last] = [from, to].map((field) => indexOf(field.value));
    if (first < 0 || last < first) {
      wrong.textContent = "There are no such pages.";
      return;
    }
    dialog.close();
    act(`${first + 1}-${last + 1}`);
  };
  dialog.replaceChildren(
    make("h2", {}, "Print pages"),
    make("p", {}, "From ", from, " to ", to, ` of ${list.length} pages, by their folios`),
    make(
      "p",
      {},
      make("button", { onclick: () => ([from.value, to.value] = ["#1", `#${list.length}`]) }, "All"),
    ),
    wrong,
    make(
      "footer",
      {},
      make("button", { onclick: () => dialog.close() }, "Cancel"),
      make("button", { onclick: go(save) }, "Save as PDF"),
      make("button", { className: "main", onclick: go(print) }, "Print"),
    ),
  );
  dialog.showModal();
  from.select();
}

/** What one types to name a page: its folio, or '#' and its number for one that has none. */
const name = (index) => pages.current().pages[index]?.[1] || `#${index + 1}`;

/** The page that was named, -1 for none. */
export function indexOf(text) {
  const { pages: list } = pages.current();
  const wanted = text.trim().toLowerCase();
  if (wanted.startsWith("#")) {
    const index = Number(wanted.slice(1)) - 1;
    return Number.isInteger(index) && list[index] ? index : -1;
  }
  return list.findIndex((page) => page[1] && page[1] === wanted);
}

const save = (range) => make("a", { href: `/pages.pdf?range=${range}&save=1`, download: "" }).click();

function print(range) {
  document.querySelector("iframe")?.remove();
  const frame = make("iframe", { src: `/pages.pdf?range=${range}` });
  frame.onload = () => frame.contentWindow.print();
  document.body.append(frame);
}
