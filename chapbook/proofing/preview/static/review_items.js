// What a remark or a change says.

import { make } from "./dom.js";
import { isChange } from "./review_marks.js";

const NAMES = {
  addition: "Added",
  deletion: "Struck",
  substitution: "Replaced",
  comment: "Remark",
  note: "Remark",
  highlight: "Highlit",
};

export const nameOf = (item) => NAMES[item.kind];

const quiet = (text) => make("span", { className: "quiet" }, text);

/** A text with line ends between its paragraphs alone. */
const inParagraphs = (text) =>
  text
    .split(/\n[ \t]*\n/)
    .map((paragraph) => paragraph.replace(/[ \t]*\n/g, " "))
    .join("\n");

/** What an item says, with the text around it. */
export function words(item) {
  if (item.remark) {
    const on = item.old ? [quiet(`“${item.old}”: `)] : [];
    return make("p", {}, ...on, item.remark);
  }
  const struck = item.kind !== "addition" && isChange(item) ? [make("del", {}, inParagraphs(item.old))] : [];
  const added = item.kind !== "deletion" && isChange(item) ? [make("ins", {}, inParagraphs(item.new))] : [];
  const inside = isChange(item) ? [...struck, ...added] : [make("mark", {}, item.old)];
  return make("p", {}, quiet(item.before), ...inside, quiet(item.after));
}
