// What a remark or a change says.

import { make } from "./dom.js";

const CHANGES = ["addition", "deletion", "substitution"];

export const isChange = (item) => CHANGES.includes(item.kind);

/** What an item says, with the text around it. */
export function words(item) {
  if (item.remark) {
    const on = item.old ? [make("span", { className: "quiet" }, `“${item.old}”: `)] : [];
    return make("p", {}, ...on, item.remark);
  }
  const struck = item.kind !== "addition" && isChange(item) ? [make("del", {}, item.old)] : [];
  const added = item.kind !== "deletion" && isChange(item) ? [make("ins", {}, item.new)] : [];
  const inside = isChange(item) ? [...struck, ...added] : [make("mark", {}, item.old)];
  const quiet = (text) => make("span", { className: "quiet" }, text);
  return make("p", {}, quiet(`…${item.before}`), ...inside, quiet(`${item.after}…`));
}

/** What an item is, wherever it stands: what it says, and how many say the same before it. */
export function identities({ items }) {
  const counts = new Map();
  return new Map(
    items.map((item) => {
      const says = JSON.stringify([item.kind, item.old, item.new, item.remark]);
      counts.set(says, (counts.get(says) ?? 0) + 1);
      return [item, `${says} ${counts.get(says)}`];
    }),
  );
}

/** What has been decided, in a few words. */
export const told = (items, accepts) => {
  if (items.length > 1) return `${items.length} changes ${accepts ? "accepted" : "rejected"}`;
  const [item] = items;
  if (!isChange(item)) return "remark taken away";
  return `“${shortened(item.new || item.old)}” ${accepts ? "accepted" : "rejected"}`;
};
const shortened = (text) => (text.length > 24 ? `${text.slice(0, 23)}…` : text.trim());
