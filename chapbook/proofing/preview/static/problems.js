// What is wrong with the book, over its last good pages.

import { byId, make } from "./dom.js";
import { unitAt } from "./positions.js";

const section = byId("problems");
const count = byId("problems-count");
let problems = [];
let closedFor = "";

/** Shows what a build found; errors open the list, and an empty one closes it. `openAt` shows a
 *  place in the pane. */
export function show(state, openAt) {
  problems = state.problems;
  const errors = problems.filter((each) => each.severity === "error");
  count.hidden = !problems.length;
  count.textContent = summary(errors.length, problems.length - errors.length);
  count.className = errors.length ? "error" : "warning";
  section.replaceChildren(
    make(
      "header",
      {},
      make("span", {}, state.hasBook ? count.textContent : `${count.textContent}: these are the last good pages`),
      make("button", { title: "Close", onclick: close }, "×"),
    ),
    make("ol", {}, ...problems.map((each) => entry(each, openAt))),
  );
  const key = JSON.stringify(errors);
  if (!errors.length) section.hidden = true;
  else if (key !== closedFor) section.hidden = false;
}

export function toggle() {
  if (section.hidden && problems.length) section.hidden = false;
  else close();
}

export function close() {
  section.hidden = true;
  closedFor = JSON.stringify(problems.filter((each) => each.severity === "error"));
}

export const isOpen = () => !section.hidden;

function summary(errors, others) {
  const parts = [];
  if (errors) parts.push(errors === 1 ? "1 error" : `${errors} errors`);
  if (others) parts.push(others === 1 ? "1 warning" : `${others} warnings`);
  return parts.join(", ");
}

function entry(found, openAt) {
  const place = found.path
    ? make(
        "button",
        { className: "where", onclick: () => openAt(found.path, found.line, found.column) },
        `${found.path}:${found.line}`,
      )
    : "";
  const item = make("li", { className: found.severity }, make("p", {}, found.message, " ", place));
  if (found.source.trim()) item.append(sourceLine(found));
  if (found.hint) item.append(make("p", { className: "hint" }, found.hint));
  return item;
}

const AROUND = 60;

/** The line of source, of a long one what is around the place, which is marked. */
function sourceLine({ source, column, length }) {
  const from = unitAt(source, column - 1);
  const to = unitAt(source, column - 1 + length);
  const start = source.length > 2 * AROUND ? unitAt(source, column - 1 - AROUND) : 0;
  const end = unitAt(source, column - 1 + length + AROUND);
  return make(
    "code",
    {},
    `${start ? "…" : ""}${source.slice(start, from)}`,
    make("mark", {}, source.slice(from, to) || " "),
    `${source.slice(to, end)}${end < source.length ? "…" : ""}`,
  );
}

count.onclick = toggle;
