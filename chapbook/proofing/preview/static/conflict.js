// A file that was changed by another program, and text of ours: both are shown, and one chooses.

import { byId, make } from "./dom.js";
import { compare } from "./editor.js";

const dialog = byId("conflict");

/** Shows both versions; resolves to the text to be saved, or null where nothing was decided.
 *  Nothing is lost meanwhile: ours stays in the pane, theirs in the file. */
export function resolve(path, theirs, mine, why = "was changed by another program or window") {
  return new Promise((decide) => {
    const body = make("div", { className: "versions" });
    const choose = (label, text, isMain) =>
      make("button", { className: isMain ? "main" : "", onclick: () => end(text()) }, label);
    let view = null;
    const end = (text) => {
      view.end();
      dialog.close();
      decide(text);
    };
    dialog.replaceChildren(
      make("h2", {}, `${path} ${why}`),
      make(
        "p",
        {},
        "At the left the file as it is now, at the right your text. Take over single changes by the arrows, or edit at the right.",
      ),
      body,
      make(
        "footer",
        {},
        choose("Decide later", () => null),
        choose("Take the file", () => theirs),
        choose("Keep mine", () => mine),
        choose("Save the text at the right", () => view.text(), true),
      ),
    );
    dialog.oncancel = (event) => {
      event.preventDefault();
      end(null);
    };
    view = compare(body, theirs, mine);
    dialog.showModal();
  });
}
