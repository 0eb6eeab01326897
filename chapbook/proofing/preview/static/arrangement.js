// Which pages stand beside one another, in each of the views.

/** Spreads as one reads them: the first page is a recto; `null` is the empty side. */
export function spreads(count, bindingSide) {
  const units = [];
  for (let verso = -1; verso < count; verso += 2) {
    const pair = [verso < 0 ? null : verso, verso + 1 < count ? verso + 1 : null];
    units.push(bindingSide === "right" ? pair.reverse() : pair);
  }
  return units;
}

export const singles = (count) => Array.from({ length: count }, (_, index) => [index]);
