// The pictures of pages: fetched, swapped when they are there, marked where they differ.

import { difference } from "./marks.js";
import { make } from "./dom.js";

// What has changed on a page, by its digest.
const bars = new Map();

/** Something was saved: what is marked from now on is newer than what was. */
export const forgetMarks = () => bars.clear();

const width = (element) => Math.round(element.clientWidth * devicePixelRatio);

/** Draws a page anew if it doesn't show what it should; the old picture stays until then.
 *  {before}: the picture that it showed of another page; null where nothing was drawn. */
export async function draw(element) {
  const { digest } = element.dataset;
  if (!digest) {
    clear(element);
    return null;
  }
  const source = `/page/${digest}/${width(element)}.png`;
  if (element.wanted === source) return null;
  element.wanted = source;
  const image = make("img", { alt: "", draggable: false, src: source, data: { digest } });
  try {
    await image.decode();
  } catch {
    // The page has changed again meanwhile, or the server is away: the last good picture stays.
    if (element.wanted === source) element.wanted = "";
    return null;
  }
  if (element.wanted !== source) return null;
  const shown = element.querySelector("img");
  if (shown) shown.replaceWith(image);
  else element.prepend(image);
  const isOther = Boolean(shown) && shown.dataset.digest !== digest;
  return { before: isOther && element.classList.contains("changed") ? shown : null };
}

/** Marks what differs on a page from the picture that it showed before; where that is. */
export function markChange(element, before) {
  const image = element.querySelector("img");
  if (!image) return null;
  const found = difference(before, image) ?? bars.get(before.dataset.digest) ?? null;
  if (found) bars.set(image.dataset.digest, found);
  showBar(element);
  return found;
}

export function clear(element) {
  element.querySelector("img")?.remove();
  element.wanted = "";
}

/** Marks beside a page what has changed on it. */
export function showBar(element) {
  const found = bars.get(element.dataset.digest);
  const bar = element.querySelector(".bar");
  bar.style.top = found ? `${100 * found.top}%` : "";
  bar.style.height = found ? `${100 * (found.bottom - found.top)}%` : "";
}
