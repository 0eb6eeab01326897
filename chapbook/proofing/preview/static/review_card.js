// Marks of editors on the pages, and the card of the one that is looked at.

import { make } from "./dom.js";
import * as pages from "./pages.js";

const CARD_PX = 290;
const EDGE_PX = 6;
let shown = null;

export function close() {
  shown?.remove();
  shown = null;
}

/** Lays marks over the pages: [{place, chapter, item}], the card at the one whose key is
 *  `selected`. `act` has what a card can do. */
export function lay(marks, selected, act) {
  const boxes = [];
  const { widthPt, printsProposed } = pages.current();
  for (const { place, chapter, item } of marks) {
    const state = isStruck(item.kind, place, printsProposed) ? " struck" : "";
    const here = selected === `${place.path} ${place.start}` ? " here" : "";
    const className = `${item.kind}${state}${place.is_point ? " point" : ""}${here}`;
    const onclick = (event) => {
      event.stopPropagation();
      act.select(chapter, item);
    };
    const title = item.remark || [item.old && `struck: ${item.old}`, item.new && `added: ${item.new}`].filter(Boolean).join("\n");
    for (const box of place.boxes) boxes.push({ ...box, className, onclick, title });
    // At the page's outer edge: what is small on the page is seen there.
    const [first] = place.boxes;
    const isLeft = pages.pageElement(first.page_index)?.classList.contains("left");
    const left_pt = isLeft ? -4 : widthPt + 1;
    boxes.push({ ...first, left_pt, right_pt: left_pt + 3, className: `flag ${item.kind}${here}`, onclick, title });
  }
  pages.mark("editorial", boxes);
  close();
  const here = marks.find(({ place }) => selected === `${place.path} ${place.start}`);
  if (here) open(here, act);
}

const isStruck = (kind, place, printsProposed) =>
  !place.is_point && (kind === "deletion" || (kind === "substitution" && !printsProposed));

function open({ place, chapter, item }, act) {
  const box = place.boxes[place.boxes.length - 1];
  const page = pages.pageElement(box.page_index);
  if (!page || pages.viewName() === "sheet") return;
  const { widthPt, heightPt } = pages.current();
  const button = (label, title, onclick) => make("button", { title, onclick }, label);
  const card = make(
    "div",
    { className: `card ${item.kind}`, onclick: (event) => event.stopPropagation() },
    act.words(item),
    make(
      "footer",
      {},
      act.actions(chapter, item),
      make(
        "p",
        { className: "actions" },
        button("‹", "Mark before (M)", () => act.step(-1)),
        button("›", "Next mark (m)", () => act.step(1)),
        button("×", "Close (Esc)", act.unselect),
      ),
    ),
  );
  const left = (box.left_pt / widthPt) * page.clientWidth;
  card.style.left = `${Math.max(EDGE_PX, Math.min(left - 20, page.clientWidth - CARD_PX - EDGE_PX))}px`;
  if (box.bottom_pt > 0.72 * heightPt) card.style.bottom = `${100 * (1 - box.top_pt / heightPt) + 1}%`;
  else card.style.top = `${(100 * box.bottom_pt) / heightPt + 1}%`;
  page.append(card);
  shown = card;
  const [from, to] = [box.top_pt / heightPt, box.bottom_pt / heightPt];
  if (!pages.isSeen(box.page_index, from, to)) pages.goTo(box.page_index, (from + to) / 2, "smooth");
}
