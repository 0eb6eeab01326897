// What the preview takes of CodeMirror; `make codemirror` bundles it.
export { Annotation, EditorState, StateEffect, StateField } from "@codemirror/state";
export {
  Decoration, EditorView, MatchDecorator, ViewPlugin, WidgetType,
  drawSelection, dropCursor, highlightSpecialChars, keymap, lineNumbers,
} from "@codemirror/view";
export { defaultKeymap, history, historyKeymap, redo, undo } from "@codemirror/commands";
export { autocompletion, completionKeymap } from "@codemirror/autocomplete";
export { markdownLanguage } from "@codemirror/lang-markdown";
export { HighlightStyle, LanguageSupport, syntaxHighlighting } from "@codemirror/language";
export { tags } from "@lezer/highlight";
export { MergeView } from "@codemirror/merge";
export { search, searchKeymap } from "@codemirror/search";
