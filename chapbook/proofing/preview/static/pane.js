// The pane beside the pages: the Markdown of a paragraph or of its whole file, edited and saved.

import { ask, tell } from "./server.js";
import { after, byId, remembered } from "./dom.js";
import * as drafts from "./drafts.js";
import * as conflict from "./conflict.js";
import * as pages from "./pages.js";
import { changesBetween, makeEditor } from "./editor.js";
import { characterAt } from "./positions.js";
import { wholeMarks } from "./review_marks.js";

const pane = byId("pane");
const state = byId("pane-state");
const extent = remembered("extent", "block");
const autosave = remembered("autosave", "");
const width = remembered("pane-width", "");

let file = null;
let lines = null;
let isSaving = false;
let isDeciding = false;

const editor = makeEditor(byId("editor"), {
  changed(isFromOutside) {
    if (!isFromOutside && file) edited();
  },
  save: () => save(),
  leave: () => byId("desk").focus(),
  moved() {
    if (!file || pane.hidden) return;
    showOnPage();
    hasMoved();
  },
});

let hasMoved = () => {};
const hasMovedSoon = after(120, () => hasMoved());

/** Calls `act` whenever the cursor is elsewhere. */
export const onMoved = (act) => {
  hasMoved = act;
};

/** Where the cursor is: the file, and the character there as it was saved last, in what isn't saved
 *  the one where that begins; {} while the pane is closed. */
export function cursor() {
  if (!file || pane.hidden) return {};
  const [unit, isSaved] = savedUnit(editor.offset());
  return { path: file.path, offset: characterAt(file.text, unit), isSaved };
}

/** Where what is at a unit of the text stands in the file, and whether it is saved. */
function savedUnit(at) {
  let moved = 0;
  for (const { from, to, insert } of changesBetween(file.text, editor.text())) {
    const start = from + moved;
    if (at <= start) break;
    if (at <= start + insert.length) return [from, false];
    moved += insert.length - (to - from);
  }
  return [at - moved, true];
}

const isUnsaved = () => file !== null && editor.text() !== file.text;

/** Opens a place: {path, line, last_line, at_line, column, length}; the block around it, where no
 *  last line is given. */
export async function open(place, takesFocus = true) {
  if (file?.path !== place.path) {
    if (isUnsaved()) keepDraft();
    let found = null;
    try {
      found = await ask("/source", { path: place.path });
    } catch (why) {
      return tellState(why.message, "wrong");
    }
    load(found);
  }
  const [first, last] = place.last_line ? [place.line, place.last_line] : editor.paragraphLines(place.line);
  lines = wholeMarks(file.path, first, last);
  pane.hidden = false;
  showExtent();
  tellPlace(place.at_line);
  editor.goTo(place.at_line, place.column, place.length);
  if (takesFocus) editor.focus();
  showOnPage();
  hasMoved();
}

/** Opens a file at a line, as what is wrong with the book names it. */
export async function openAt(path, line, column = 1, takesFocus = true) {
  await open({ path, line, at_line: line, column }, takesFocus);
}

export const isOpen = () => !pane.hidden;

export function close() {
  if (isUnsaved()) keepDraft();
  pane.hidden = true;
  pages.mark("written", []);
  hasMoved();
}

/** Opens the pane where it was, or closes it. */
export function toggle() {
  if (!pane.hidden) close();
  else if (file) {
    pane.hidden = false;
    editor.focus();
  }
}

function load(found) {
  file = null;
  editor.open(found.text);
  file = found;
  const draft = drafts.find(found.path);
  if (draft && draft.text !== found.text) {
    editor.replace(draft.text);
    // The text was made from that version: saving it looks whether the file is still that one.
    file = { ...found, digest: draft.digest };
    tellState("unsaved text, kept since " + clock(draft.at), "unsaved");
  } else {
    drafts.drop(found.path);
    tellState("");
  }
}

/** Offers texts that were kept when the page was left, or the server ended. */
export async function offerDrafts(notices) {
  for (const path of drafts.all()) {
    const draft = drafts.find(path);
    const found = await ask("/source", { path }).catch(() => null);
    if (!draft || found?.text === draft.text) drafts.drop(path);
    else notices(path, clock(draft.at), () => openAt(path, 1), () => drafts.drop(path));
  }
}

const clock = (at) => new Date(at).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });

function edited() {
  tellState(isUnsaved() ? "unsaved" : "", isUnsaved() ? "unsaved" : "");
  keepSoon();
  hasMovedSoon();
  if (autosave.get()) saveSoon();
}

function keepDraft() {
  if (isUnsaved()) drafts.keep(file.path, editor.text(), file.digest);
  else if (file) drafts.drop(file.path);
}
const keepSoon = after(150, keepDraft);
const saveSoon = after(600, () => save());

/** Saves the text; where the file is another by now, both are shown. */
export async function save() {
  if (!file || isSaving || isDeciding || !isUnsaved()) return;
  isSaving = true;
  keepDraft();
  const { path, digest } = file;
  const text = editor.text();
  tellState("saving …");
  try {
    const { status, data } = await tell("/source", { path, text, digest });
    if (status === 200) saved(path, text, data);
    else if (status === 409) await decide(path, text, data);
    else tellState(`not saved: ${data.error}. The text is kept in this browser.`, "wrong");
  } catch {
    tellState("not saved: the server is away. The text is kept in this browser.", "wrong");
  } finally {
    isSaving = false;
  }
}

/** Saves a file's text before another part of the page changes that file; whether it is as in the
 *  pane now. */
export async function saveFirst(path) {
  if (file?.path !== path || !isUnsaved()) return true;
  await save();
  return !isUnsaved();
}

function saved(path, text, found) {
  if (file?.path !== path) return drafts.drop(path);
  file = { ...found, text };
  keepDraft();
  tellState(isUnsaved() ? "unsaved" : "saved", isUnsaved() ? "unsaved" : "");
  hasMoved();
}

async function decide(path, mine, theirs) {
  isDeciding = true;
  tellState("the file was changed by another program or window", "wrong");
  const text = await conflict.resolve(path, theirs.text, mine);
  isDeciding = false;
  if (text === null || file?.path !== path) return;
  file = theirs;
  editor.replace(text);
  if (text === theirs.text) {
    drafts.drop(path);
    tellState("as in the file");
  } else {
    isSaving = false;
    await save();
  }
}

/** Files were saved: an open one is read again, unless it has text that isn't saved. */
export async function filesSaved(paths) {
  if (!file || isSaving || !paths.includes(file.path)) return;
  const { path } = file;
  let found = null;
  try {
    found = await ask("/source", { path });
  } catch (why) {
    // Deleted, or no text any more; where the server is away that is told elsewhere.
    if (!(why instanceof TypeError) && file?.path === path) tellState(why.message, "wrong");
    return;
  }
  if (found.path !== file?.path) return;
  if (found.digest === file.digest) {
    if (state.className === "wrong") tellState(isUnsaved() ? "unsaved" : "", isUnsaved() ? "unsaved" : "");
  } else if (found.text === editor.text()) file = found;
  else if (isUnsaved()) tellState("the file was changed by another program or window; saving shows both", "wrong");
  else {
    file = found;
    editor.replace(found.text);
    tellState("read again");
    tellPlace(editor.line());
    hasMoved();
  }
}

/** The server is there again: what could not be saved still isn't. */
export function serverIsBack() {
  if (isUnsaved()) tellState("unsaved", "unsaved");
}

function showExtent() {
  const isBlock = extent.get() === "block" && lines;
  if (isBlock) editor.showLines(...lines);
  else editor.showAll();
  for (const button of pane.querySelectorAll("[data-extent]")) {
    button.setAttribute("aria-checked", String((button.dataset.extent === "block") === Boolean(isBlock)));
  }
}

function tellPlace(line) {
  byId("place").textContent = `${file.path}:${line}`;
}

function tellState(text, kind = "") {
  state.textContent = text;
  state.className = kind;
}

/** Marks the block of a line on its pages; its boxes. */
async function markOnPage(line) {
  const boxes = await ask("/where", { path: file.path, line }).catch(() => []);
  pages.mark("written", pane.hidden ? [] : boxes);
  return boxes;
}

/** The book is another: what is in the pane may stand on other pages. */
export async function bookIsOther() {
  if (file && !pane.hidden) await markOnPage(editor.line());
}

/** Marks the block of the cursor on its pages, and brings it into view. */
const showOnPage = after(120, async () => {
  if (!file) return;
  tellPlace(editor.line());
  const boxes = await markOnPage(editor.line());
  const [first] = boxes;
  if (!first || pages.viewName() === "sheet") return;
  const { heightPt } = pages.current();
  const [from, to] = [first.top_pt / heightPt, first.bottom_pt / heightPt];
  if (!boxes.some((box) => pages.isSeen(box.page_index, box.top_pt / heightPt, box.bottom_pt / heightPt))) {
    pages.goTo(first.page_index, (from + to) / 2, "smooth");
  }
});

async function openOutside() {
  const { data } = await tell("/open", { path: file.path, line: editor.line(), column: editor.column() });
  if (data.isOpened) tellState("opened in your editor");
  else location.href = data.link;
}

byId("save").onclick = () => save();
byId("undo").onclick = () => editor.undo();
byId("redo").onclick = () => editor.redo();
byId("close-pane").onclick = close;
byId("open-outside").onclick = () => openOutside().catch(() => tellState("the server is away", "wrong"));
byId("autosave").checked = Boolean(autosave.get());
byId("autosave").onchange = (event) => {
  autosave.set(event.target.checked ? "yes" : "");
  if (event.target.checked) save();
};
for (const button of pane.querySelectorAll("[data-extent]")) {
  button.onclick = () => {
    extent.set(button.dataset.extent);
    showExtent();
    editor.goTo(editor.line(), editor.column());
  };
}
pane.addEventListener("unfold", () => {
  extent.set("file");
  showExtent();
});
addEventListener("pagehide", keepDraft);
addEventListener("beforeunload", keepDraft);

// The pane is as wide as its reader wants it.
const grip = byId("grip");
if (width.get()) pane.style.width = width.get();
grip.onpointerdown = (event) => {
  grip.setPointerCapture(event.pointerId);
  grip.onpointermove = (moved) => {
    pane.style.width = `${Math.max(320, Math.min(innerWidth - 360, innerWidth - moved.clientX))}px`;
  };
  grip.onpointerup = () => {
    grip.onpointermove = null;
    width.set(pane.style.width);
  };
};
