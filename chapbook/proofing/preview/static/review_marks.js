// The remarks and changes in the text, as the server has read them, and the one that is looked at.

import { remembered } from "./dom.js";
import { ask } from "./server.js";

const CHANGES = ["addition", "deletion", "substitution"];
const filter = remembered("review", "all");

let version = "";
let read = { chapters: [], undo: null };
let selected = null;

export const isChange = (item) => CHANGES.includes(item.kind);
export const key = (path, item) => `${path} ${item.starts[0]}`;
export const chapters = () => read.chapters;
export const chapterOf = (path) => read.chapters.find((chapter) => chapter.path === path);

/** The decision that can be taken back: {name, path, told}; null where there is none. */
export const lastDecision = () => read.undo;

/** What tells one reading from another. */
export const versionRead = () => version;

/** Reads what is marked anew; whether anything is another than it was. */
export async function readAgain() {
  const found = await ask("/review").catch(() => null);
  const text = JSON.stringify(found);
  if (!found || text === version) return false;
  version = text;
  read = found;
  return true;
}

/** What is listed: "all", "changes" or "remarks". */
export const wanted = () => filter.get();
export const want = (name) => filter.set(name);
export const isWanted = (item) => wanted() === "all" || (wanted() === "changes") === isChange(item);

/** All items that are listed, in the book's order: [{chapter, item}]. */
export const listed = () =>
  read.chapters.flatMap((chapter) => chapter.items.filter(isWanted).map((item) => ({ chapter, item })));

export const selectedKey = () => selected;
export const setSelected = (path, item) => {
  selected = path === null ? null : key(path, item);
};
export const selectedOne = () => listed().find(({ chapter, item }) => key(chapter.path, item) === selected);

/** First and last line with the marks in them whole, as far as these go on beyond. */
export function wholeMarks(path, first, last) {
  const lines = [first, last];
  for (const item of chapterOf(path)?.items ?? []) {
    if (item.line > lines[1] || item.last_line < lines[0]) continue;
    lines[0] = Math.min(lines[0], item.line);
    lines[1] = Math.max(lines[1], item.last_line);
  }
  return lines;
}

/** What an item is, wherever it stands: what it says, and how many say the same before it. */
export function identities({ items }) {
  const counts = new Map();
  return new Map(
    items.map((item) => {
      const says = JSON.stringify([item.kind, item.old, item.new, item.remark]);
      counts.set(says, (counts.get(says) ?? 0) + 1);
      return [item, `${says} ${counts.get(says)}`];
    }),
  );
}
