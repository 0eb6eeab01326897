// The marks of the file that is in the pane, at hand there.

import { byId } from "./dom.js";
import { isChange } from "./review_marks.js";

/** Shows what can be done with the marks of a chapter, and with the one at `offset` in its text if
 *  that `isSaved`; nothing without a chapter. `act` has what can be done. */
export function show(chapter, offset, isSaved, { select, decide }) {
  byId("pane-review").hidden = !chapter;
  if (!chapter) return;
  const { items } = chapter;
  const at = isSaved ? items.findIndex((item) => item.starts[0] <= offset && offset <= item.end) : -1;
  byId("pane-review-count").textContent = at < 0 ? `${items.length} ${items.length === 1 ? "mark" : "marks"}` : `${at + 1} of ${items.length}`;
  const item = items[at];
  const changes = items.filter(isChange);
  bind("pane-review-back", true, () => select(chapter, items[before(items, at, offset)]));
  bind("pane-review-forth", true, () => select(chapter, items[behind(items, offset)]));
  bind("pane-accept", item && isChange(item), () => decide(chapter, [item], true));
  bind("pane-reject", item && isChange(item), () => decide(chapter, [item], false));
  bind("pane-done", item && !isChange(item), () => decide(chapter, [item], true));
  bind("pane-accept-all", changes.length > 1, () => decide(chapter, changes, true));
  bind("pane-reject-all", changes.length > 1, () => decide(chapter, changes, false));
}

function bind(name, isThere, act) {
  byId(name).hidden = !isThere;
  byId(name).onclick = act;
}

const behind = (items, offset) => Math.max(0, items.findIndex((item) => item.starts[0] > offset));

function before(items, at, offset) {
  const last = at >= 0 ? at - 1 : items.findLastIndex((item) => item.end <= offset);
  return (last + items.length) % items.length;
}
