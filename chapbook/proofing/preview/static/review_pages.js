// Remarks and changes on the pages that are near.

import { ask } from "./server.js";
import * as card from "./review_card.js";
import * as marks from "./review_marks.js";
import * as pages from "./pages.js";

const MOST = 400;

// Where marks are on pages, by the pages' digests.
const places = new Map();
let shown = "";

/** Text or book is another: marks have other places. */
export function forget() {
  places.clear();
  shown = "";
}

function placesOn(digest) {
  if (places.size > MOST) places.clear();
  if (!places.has(digest)) {
    const asked = ask("/marks", { page: digest });
    places.set(digest, asked);
    asked.catch(() => places.delete(digest));
  }
  return places.get(digest).catch(() => []);
}

/** Lays the marks over the pages that are near, the card at the one that is selected; `act` has what
 *  can be done with it. */
export async function show(act) {
  const { pages: all } = pages.current();
  const near = all.flatMap((page, index) => (page[0] && pages.pageElement(index)?.isNear ? [index] : []));
  const wanted = marks.chapters().length ? near : [];
  const selected = marks.selectedKey();
  const now = JSON.stringify([marks.versionRead(), marks.wanted(), selected, wanted.map((index) => all[index][0])]);
  if (now === shown) return;
  shown = now;
  const read = await Promise.all(wanted.map((index) => placesOn(all[index][0])));
  if (now !== shown) return;
  const items = new Map(marks.listed().map((one) => [marks.key(one.chapter.path, one.item), one]));
  const known = read.flat().filter((place) => items.has(`${place.path} ${place.start}`));
  card.lay(known.map((place) => ({ place, ...items.get(`${place.path} ${place.start}`) })), selected, act);
}
