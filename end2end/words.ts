// The sentences of the site, read from locales/: tests look for what a person reads.
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parse } from "smol-toml";

export type Lang = "ar" | "fr" | "en";

const folder = resolve(import.meta.dirname, "../locales");

function read(lang: Lang): Map<string, string> {
  const words = new Map<string, string>();
  for (const file of readdirSync(join(folder, lang))) {
    if (!file.endsWith(".toml")) continue;
    const area = file.slice(0, -".toml".length);
    for (const [key, value] of Object.entries(parse(readFileSync(join(folder, lang, file), "utf8")))) {
      if (typeof value === "string") words.set(`${area}.${key}`, value);
    }
  }
  return words;
}

const catalogues = new Map<Lang, Map<string, string>>();

/** The sentence behind `area.key` in one language; `{name}` placeholders are filled from `values`. */
export function words(lang: Lang, key: string, values: Record<string, string> = {}): string {
  if (!catalogues.has(lang)) catalogues.set(lang, read(lang));
  const text = catalogues.get(lang)?.get(key);
  if (text === undefined) throw new Error(`locales/${lang} has no ${key}`);
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}
