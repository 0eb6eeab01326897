// Decisions on remarks and changes, in their files; and the last of them taken back.

import * as conflict from "./conflict.js";
import * as marks from "./review_marks.js";
import * as pane from "./pane.js";
import { tell } from "./server.js";

const AWAY = { status: 0, data: { error: "the server is away" } };
const hand = (path, data) => tell(path, data).catch(() => AWAY);

/** Accepts or rejects items of a chapter. {path, next, said}: `path` is the file where that has been
 *  decided, or was changed by another; `next` what comes behind them; `said` is for the reader.
 *  `refresh` reads all marks anew. */
export async function decide(chapter, items, accepts, refresh) {
  const wanted = items.map((item) => marks.identities(chapter).get(item));
  if (!(await pane.saveFirst(chapter.path))) return { said: `${chapter.path} has text that isn't saved` };
  // The text may have been saved just now: its marks have other places then.
  await refresh();
  const now = marks.chapterOf(chapter.path);
  const known = now && marks.identities(now);
  const there = now?.items.filter((item) => wanted.includes(known.get(item))) ?? [];
  if (there.length !== items.length) return { said: "the text has changed meanwhile: look again" };
  const next = following(now.path, there);
  const { status, data } = await hand("/decide", {
    path: now.path,
    digest: now.digest,
    starts: there.flatMap((item) => item.starts),
    accepts,
  });
  if (status === 200) return { path: now.path, next, said: "" };
  if (status === 409) return { path: now.path, said: "the file was changed by another program: look again" };
  return { said: `nothing is decided: ${data.error}` };
}

/** What comes behind items that are decided: its chapter, its number there from the end. */
function following(path, items) {
  const all = marks.listed();
  const last = all.findLastIndex(({ chapter, item }) => chapter.path === path && items.includes(item));
  if (!all[last + 1]) return null;
  const { chapter, item } = all[last + 1];
  return { path: chapter.path, fromEnd: chapter.items.length - chapter.items.indexOf(item) };
}

/** Takes the last decision back; {path, said}. Where its words were changed since, both versions are
 *  shown, and the reader's choice is saved. */
export async function takeBack({ name, path }) {
  if (!(await pane.saveFirst(path))) return { said: `${path} has text that isn't saved` };
  const { status, data } = await hand("/undo", { name });
  if (status === 200) return { path, said: "" };
  if (status !== 409) return { path, said: `not taken back: ${data.error}` };
  const text = await conflict.resolve(path, data.file.text, data.wanted, "has other words there since that decision");
  if (text === null) return { path, said: "" };
  if (text !== data.file.text) {
    const saved = await hand("/source", { path, text, digest: data.file.digest });
    if (saved.status === 409) return { path, said: "the file was changed by another program: look again" };
    if (saved.status !== 200) return { path, said: `not taken back: ${saved.data.error}` };
  }
  await hand("/forget", { name });
  return { path, said: "" };
}
