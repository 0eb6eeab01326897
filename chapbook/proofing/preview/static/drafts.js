// Text that isn't saved yet, kept by the browser: it outlives the page and the server.

const prefix = `chapbook:draft:${document.documentElement.dataset.book}:`;

/** Keeps a text, with the digest of the file that it was made from. */
export function keep(path, text, digest) {
  localStorage.setItem(prefix + path, JSON.stringify({ text, digest, at: Date.now() }));
}

export const drop = (path) => localStorage.removeItem(prefix + path);

export function find(path) {
  try {
    return JSON.parse(localStorage.getItem(prefix + path));
  } catch {
    return null;
  }
}

/** The paths of all texts that are kept. */
export function all() {
  return Object.keys(localStorage)
    .filter((key) => key.startsWith(prefix))
    .map((key) => key.slice(prefix.length));
}
