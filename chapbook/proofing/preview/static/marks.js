// Where two pictures of a page differ.

const SAMPLED = 400;

/** The upper and lower edge of what differs, as shares of the height; null where nothing does. */
export function difference(before, now) {
  if (before.naturalWidth !== now.naturalWidth || before.naturalHeight !== now.naturalHeight) {
    return null;
  }
  const width = Math.min(SAMPLED, now.naturalWidth);
  const height = Math.round((width * now.naturalHeight) / now.naturalWidth);
  const [old, fresh] = [before, now].map((image) => pixels(image, width, height));
  let first = -1;
  let last = -1;
  for (let row = 0; row < height; row += 1) {
    if (!sameRow(old, fresh, row * width * 4, width * 4)) {
      if (first < 0) first = row;
      last = row;
    }
  }
  return first < 0 ? null : { top: first / height, bottom: (last + 1) / height };
}

function pixels(image, width, height) {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext("2d", { willReadFrequently: true });
  context.drawImage(image, 0, 0, width, height);
  return context.getImageData(0, 0, width, height).data;
}

function sameRow(old, fresh, start, length) {
  for (let at = start; at < start + length; at += 4) {
    if (Math.abs(old[at] - fresh[at]) > 24) return false;
  }
  return true;
}
