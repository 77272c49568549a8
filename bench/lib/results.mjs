// Where measurements are kept.
import { mkdirSync, writeFileSync } from "node:fs";

/** Keeps a result under its name and the date: as Markdown to read, and as JSON to compare. */
export function keep(environment, name, text, data) {
  mkdirSync("bench/results", { recursive: true });
  const base = `bench/results/${environment.date}-${name}`;
  writeFileSync(`${base}.md`, text);
  writeFileSync(`${base}.json`, `${JSON.stringify({ environment, ...data }, null, 1)}\n`);
  console.log(`kept in ${base}.md and .json`);
}
