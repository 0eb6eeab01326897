// The pictures of pages: fetched, swapped when they are there, marked where they differ.

import { difference } from "./marks.js";
import { make } from "./dom.js";

// What has changed on a page, by its digest.
const bars = new Map();

/** Something was saved: what is marked from now on is newer than what was. */
export const forgetMarks = () => bars.clear();

const width = (element) => Math.round(element.clientWidth * devicePixelRatio);

/** Draws a page anew if it doesn't show what it should; the old picture stays until then.
 *  {isOther, found}: whether it showed another page before, and what has changed on it; null where
 *  nothing was drawn. */
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
  if (!isOther || !element.classList.contains("changed")) return { isOther: false, found: null };
  const found = difference(shown, image) ?? bars.get(shown.dataset.digest) ?? null;
  if (found) bars.set(digest, found);
  showBar(element);
  return { isOther, found };
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
