// What may follow: keys of sources, headwords of the index, ids for cross references.

import { ask } from "./server.js";

let names = { citations: [], headwords: [], ids: [] };

/** Reads the names anew, as after a build. */
export async function refresh() {
  names = await ask("/names").catch(() => names);
}

const citation = (context) => {
  const before = context.matchBefore(/@\{?[\p{L}\p{N}_:.#$%&+?<>~/-]*/u);
  if (!before || isWord(context, before.from)) return null;
  return {
    from: before.from + 1,
    options: names.citations.map(([key, about]) => ({ label: key, detail: about, type: "text" })),
    validFor: /^[\p{L}\p{N}_:.#$%&+?<>~/-]*$/u,
  };
};

const isWord = (context, at) => at > 0 && /[\p{L}\p{N}]/u.test(context.state.sliceDoc(at - 1, at));

const headword = (context) => {
  const before = context.matchBefore(/ix="[^"\n]*/);
  if (!before) return null;
  const from = before.from + before.text.replace(/[^;]*$/, "").length;
  const start = from > before.from ? from : before.from + 4;
  const space = context.state.sliceDoc(start, context.pos).match(/^ */)[0].length;
  return {
    from: start + space,
    options: names.headwords.map((label) => ({ label, type: "text" })),
    validFor: /^[^";\n]*$/,
  };
};

const crossReference = (context) => {
  const before = context.matchBefore(/\]\(#[\p{L}\p{N}_-]*/u);
  return (
    before && {
      from: before.from + 3,
      options: names.ids.map(([label, detail]) => ({ label, detail, type: "text" })),
      validFor: /^[\p{L}\p{N}_-]*$/u,
    }
  );
};

export const sources = [citation, headword, crossReference];
