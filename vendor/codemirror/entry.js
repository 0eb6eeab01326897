// What the preview takes of CodeMirror; `make codemirror` bundles it. Of Markdown the parser alone:
// @codemirror/lang-markdown brings those of HTML, CSS and JavaScript. Ctrl-/ makes a note to editors.
import { defineLanguageFacet, Language } from "@codemirror/language";
import { parser } from "@lezer/markdown";

export { Annotation, EditorState, StateEffect, StateField } from "@codemirror/state";
export {
  Decoration, EditorView, WidgetType, drawSelection, highlightSpecialChars, keymap, lineNumbers,
} from "@codemirror/view";
export { defaultKeymap, history, historyKeymap, redo, undo } from "@codemirror/commands";
export { autocompletion, completionKeymap } from "@codemirror/autocomplete";
export { HighlightStyle, LanguageSupport, syntaxHighlighting } from "@codemirror/language";
export { tags } from "@lezer/highlight";
export { MergeView, presentableDiff } from "@codemirror/merge";
export { search, searchKeymap } from "@codemirror/search";

const facet = defineLanguageFacet({ commentTokens: { block: { open: "%%", close: "%%" } } });
export const markdownLanguage = new Language(facet, parser, [], "markdown");
