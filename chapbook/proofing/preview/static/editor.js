// The editor: CodeMirror, with our Markdown's colours, for a whole file or one block of it.

import {
  Annotation, Decoration, EditorState, EditorView, HighlightStyle, LanguageSupport,
  MergeView, StateEffect, StateField, WidgetType,
  autocompletion, completionKeymap, defaultKeymap, drawSelection, highlightSpecialChars,
  history, historyKeymap, keymap, lineNumbers, markdownLanguage, presentableDiff, redo, search, searchKeymap,
  syntaxHighlighting, tags, undo,
} from "./vendor/codemirror.js";
import { sources } from "./completion.js";
import { characterAt, unitAt } from "./positions.js";

const { nonce } = document.documentElement.dataset;

const highlight = HighlightStyle.define([
  { tag: tags.heading, fontWeight: "650" },
  { tag: tags.emphasis, fontStyle: "italic" },
  { tag: tags.strong, fontWeight: "700" },
  { tag: tags.quote, class: "md-quiet" },
  { tag: [tags.link, tags.url], class: "md-link" },
  { tag: [tags.processingInstruction, tags.contentSeparator], class: "md-quiet" },
  { tag: tags.monospace, class: "md-code" },
]);

// Marks of editors may go on over lines and paragraphs.
const OWN = /(?<!\\)(?:\{\+\+[^]*?\+\+\}|\{--[^]*?--\}|\{~~[^]*?~~\}|\{>>[^]*?<<\}|\{==[^]*?==\}|(?<!\d)%%[^]*?%%)|@\{?[\p{L}\p{N}_][\p{L}\p{N}_:.#$%&+?<>~/-]*|\[\^[^\]\s]+\]|\{[^{}\n]*\}|^:::.*$/gmu;
const SIGNS = { "{++": "md-added", "{--": "md-struck", "{~~": "md-struck", "{>>": "md-remark", "{==": "md-remark" };
const classOf = (found) => {
  if (found.startsWith("%%")) return "md-remark";
  return SIGNS[found.slice(0, 3)] ?? (found[0] === "@" ? "md-cite" : found[0] === "[" ? "md-note" : "md-quiet");
};
const coloured = (state) =>
  Decoration.set(
    [...state.doc.toString().matchAll(OWN)].map((found) =>
      Decoration.mark({ class: classOf(found[0]) }).range(found.index, found.index + found[0].length),
    ),
  );
const own = StateField.define({
  create: coloured,
  update: (known, transaction) => (transaction.docChanged ? coloured(transaction.state) : known),
  provide: (field) => EditorView.decorations.from(field),
});

const fromOutside = Annotation.define();

// Where two texts differ more than that, what lies between is one change.
const MOST_SCANNED = 2000;

// One block: what is above and below is folded away and can't be changed.
const setBlock = StateEffect.define({
  map: (block, changes) =>
    block && { from: changes.mapPos(block.from, -1), to: changes.mapPos(block.to, 1) },
});
const block = StateField.define({
  create: () => null,
  update(value, transaction) {
    let found = value && {
      from: transaction.changes.mapPos(value.from, -1),
      to: transaction.changes.mapPos(value.to, 1),
    };
    for (const effect of transaction.effects) if (effect.is(setBlock)) found = effect.value;
    return found;
  },
  provide: (field) => [
    EditorView.decorations.compute([field, "doc"], (state) => folds(state)),
    EditorView.atomicRanges.of((view) => folds(view.state)),
  ],
});

class Fold extends WidgetType {
  constructor(count) {
    super();
    this.count = count;
  }

  eq(other) {
    return other.count === this.count;
  }

  toDOM() {
    const element = document.createElement("div");
    element.className = "fold";
    element.textContent = this.count === 1 ? "1 more line" : `${this.count} more lines`;
    element.onclick = () => element.dispatchEvent(new CustomEvent("unfold", { bubbles: true }));
    return element;
  }
}

function folds(state) {
  const shown = state.field(block);
  if (!shown) return Decoration.none;
  const first = state.doc.lineAt(shown.from);
  const last = state.doc.lineAt(shown.to);
  const made = [];
  const fold = (from, to, count) =>
    made.push(Decoration.replace({ block: true, widget: new Fold(count) }).range(from, to));
  if (first.number > 1) fold(0, first.from - 1, first.number - 1);
  if (last.number < state.doc.lines) fold(last.to + 1, state.doc.length, state.doc.lines - last.number);
  return Decoration.set(made);
}

const onlyTheBlock = EditorState.changeFilter.of((transaction) => {
  const shown = transaction.startState.field(block);
  if (!shown || transaction.annotation(fromOutside)) return true;
  const kept = [];
  if (shown.from > 0) kept.push(0, shown.from - 1);
  if (shown.to < transaction.startState.doc.length) {
    kept.push(shown.to + 1, transaction.startState.doc.length);
  }
  return kept;
});

// The cursor stays in the block too.
const withinTheBlock = EditorState.transactionFilter.of((transaction) => {
  const shown = transaction.startState.field(block);
  const isMoved = transaction.effects.some((effect) => effect.is(setBlock));
  if (!shown || isMoved || !transaction.selection || transaction.annotation(fromOutside)) {
    return transaction;
  }
  const from = transaction.changes.mapPos(shown.from, -1);
  const to = transaction.changes.mapPos(shown.to, 1);
  const { anchor, head } = transaction.selection.main;
  const inside = (position) => Math.max(from, Math.min(position, to));
  if (inside(anchor) === anchor && inside(head) === head) return transaction;
  const selection = { anchor: inside(anchor), head: inside(head) };
  return [transaction, { selection, sequential: true }];
});

/** The lines around a place, as far as they aren't blank. */
function paragraphAt(state, position) {
  const { doc } = state;
  let first = doc.lineAt(position).number;
  let last = first;
  while (first > 1 && doc.line(first - 1).text.trim()) first -= 1;
  while (last < doc.lines && doc.line(last + 1).text.trim()) last += 1;
  return { from: doc.line(first).from, to: doc.line(last).to };
}

/** An editor in `parent`; `changed`, `save`, `moved` and `leave` are called as these
 *  happen. Columns are counted in characters, from 1. */
export function makeEditor(parent, { changed, save, moved, leave }) {
  const extensions = [
    EditorView.cspNonce.of(nonce),
    history(),
    lineNumbers(),
    drawSelection(),
    highlightSpecialChars(),
    search({ top: true }),
    block,
    onlyTheBlock,
    withinTheBlock,
    own,
    new LanguageSupport(markdownLanguage),
    syntaxHighlighting(highlight),
    autocompletion({ override: sources, icons: false, activateOnTyping: true }),
    EditorView.lineWrapping,
    EditorView.contentAttributes.of({ spellcheck: "true", "aria-label": "Markdown" }),
    keymap.of([
      { key: "Mod-s", preventDefault: true, run: () => (save(), true) },
      ...completionKeymap,
      ...searchKeymap,
      // What was clicked on is selected: the first Esc goes back to the pages all the same.
      { key: "Escape", run: () => (leave(), true) },
      ...historyKeymap,
      ...defaultKeymap,
    ]),
    EditorView.updateListener.of((update) => {
      if (update.docChanged) changed(update.transactions.some((one) => one.annotation(fromOutside)));
      if (update.selectionSet && !update.docChanged) moved();
    }),
  ];
  const view = new EditorView({ parent, state: EditorState.create({ extensions }) });
  return {
    text: () => view.state.doc.toString(),
    undo: () => undo(view),
    redo: () => redo(view),
    focus: () => view.focus(),
    line: () => view.state.doc.lineAt(view.state.selection.main.head).number,
    offset: () => view.state.selection.main.head,
    paragraphLines(line) {
      const { doc } = view.state;
      const { from, to } = paragraphAt(view.state, doc.line(Math.max(1, Math.min(line, doc.lines))).from);
      return [doc.lineAt(from).number, doc.lineAt(to).number];
    },
    column: () => {
      const { head } = view.state.selection.main;
      const { from, text } = view.state.doc.lineAt(head);
      return characterAt(text, head - from) + 1;
    },

    /** Another file: nothing of the old one can be undone. */
    open: (text) => view.setState(EditorState.create({ doc: text, extensions })),

    /** The same file as another program left it: what is the same stays, and undo too. */
    replace(text) {
      const changes = changesBetween(view.state.doc.toString(), text);
      if (!changes.length) return;
      const shown = view.state.field(block);
      view.dispatch({ changes, annotations: fromOutside.of(true) });
      if (!shown) return;
      const isWithin = changes.some((change) => change.from < shown.from && change.to > shown.to);
      const { head } = view.state.selection.main;
      const { from, to } = isWithin ? { from: head, to: head } : view.state.field(block);
      const [first, last] = [from, to].map((position) => paragraphAt(view.state, position));
      view.dispatch({ effects: setBlock.of({ from: first.from, to: last.to }) });
    },

    /** Shows some lines alone, or all of them. */
    showLines(first, last) {
      const { doc } = view.state;
      const at = (number) => doc.line(Math.max(1, Math.min(number, doc.lines)));
      view.dispatch({ effects: setBlock.of({ from: at(first).from, to: at(last).to }) });
    },
    showAll: () => view.dispatch({ effects: setBlock.of(null) }),

    /** Selects so many characters at a place; without a length the word there. */
    goTo(line, column = 1, length = 0) {
      const { doc } = view.state;
      const found = doc.line(Math.max(1, Math.min(line, doc.lines)));
      const position = found.from + unitAt(found.text, column - 1);
      const end = found.from + unitAt(found.text, column - 1 + length);
      const word = length ? { from: position, to: end } : view.state.wordAt(position);
      view.dispatch({
        selection: word ? { anchor: word.from, head: word.to } : { anchor: position },
        effects: EditorView.scrollIntoView(position, { y: "center" }),
      });
    },
  };
}

/** What turns one text into another: [{from, to, insert}], places being those of the first. */
export const changesBetween = (before, now) =>
  presentableDiff(before, now, { scanLimit: MOST_SCANNED }).map(({ fromA, toA, fromB, toB }) => ({
    from: fromA,
    to: toA,
    insert: now.slice(fromB, toB),
  }));

/** Two versions beside one another: theirs can only be read, mine is edited; their changes can be
 *  taken one by one. Returns {text, end}. */
export function compare(parent, theirs, mine) {
  const common = [
    EditorView.cspNonce.of(nonce),
    EditorView.lineWrapping,
    highlightSpecialChars(),
    new LanguageSupport(markdownLanguage),
    syntaxHighlighting(highlight),
  ];
  const view = new MergeView({
    parent,
    a: { doc: theirs, extensions: [...common, EditorState.readOnly.of(true)] },
    b: { doc: mine, extensions: [...common, history(), keymap.of([...historyKeymap, ...defaultKeymap])] },
    revertControls: "a-to-b",
    collapseUnchanged: { margin: 2, minSize: 4 },
  });
  return { text: () => view.b.state.doc.toString(), end: () => view.destroy() };
}
