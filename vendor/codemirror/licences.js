// Says which packages the bundle holds, and under what licence.
import { readFileSync } from "node:fs";

const { packages } = JSON.parse(readFileSync(new URL("package-lock.json", import.meta.url)));
const bundled = Object.entries(packages).filter(([path, found]) => path && !found.dev && !found.devOptional);
const wrong = bundled.filter(([, found]) => found.license !== "MIT");
if (wrong.length) throw new Error(`not under the MIT licence: ${wrong.map(([path]) => path)}`);
console.log("codemirror.js holds these packages, all under the MIT licence:\n");
for (const [path, { version }] of bundled) console.log(`- ${path.replace("node_modules/", "")} ${version}`);
console.log(`\n${readFileSync(new URL("node_modules/@codemirror/view/LICENSE", import.meta.url), "utf8").trim()}`);
