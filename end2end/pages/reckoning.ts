// Figures of a workshop, reckoned from the files in seeds/ and from what a test did, and from nothing that the program
// says. Amounts are whole numbers of the base unit, money is in centimes, days are `2027-01-14`.
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { parse } from "smol-toml";
import type { Lang } from "../words.ts";

export type Words = Record<Lang, string>;

interface Condition {
  group: string;
  is?: string[];
  is_not?: string[];
}

interface Measured {
  when: Condition[];
  per: string;
}

interface Product {
  name: Words;
  base_price: string;
  price: (Measured & { amount: string })[];
  recipe: (Measured & { material: string; amount: string; waste_percent?: number | string })[];
  work: (Measured & { label: Words; minutes: string })[];
}

interface Shop {
  member: { slug: string }[];
  material: { slug: string; name: Words }[];
  recipe: { material: string; batch: string; inputs: { material: string; amount: string; waste_percent?: number | string }[] }[];
}

/** What a piece is to be: sides in millimetres, and the key of the value that is chosen in each group. */
export interface Design {
  length: number;
  width: number;
  chosen: Record<string, string>;
}

const seeds = resolve(import.meta.dirname, "../../seeds");
const read = <T>(path: string) => parse(readFileSync(resolve(seeds, path), "utf8")) as unknown as T;
export const readShop = (slug: string) => read<Shop>(`shops/${slug}.toml`);
export const readProduct = (slug: string) => read<Product>(`products/${slug}.toml`);

/** A fraction; it is rounded once, at the end. */
type Ratio = readonly [bigint, bigint];

const times = (one: Ratio, other: Ratio): Ratio => [one[0] * other[0], one[1] * other[1]];
const up = ([above, below]: Ratio) => Number((above + below - 1n) / below);

/** To the nearest whole number, of two as near to the even one. Nothing here is negative. */
function even([above, below]: Ratio): number {
  const whole = above / below;
  const twice = 2n * (above % below);
  return Number(whole + (twice > below || (twice === below && whole % 2n === 1n) ? 1n : 0n));
}

/** `1.25` as a fraction. */
function decimal(text: string): Ratio {
  const [whole, part = ""] = text.split(".");
  return [BigInt(`${whole}${part}`), 10n ** BigInt(part.length)];
}

/** `1.2 kg` in milligrams. */
function weight(text: string): Ratio {
  const [number = "", unit = ""] = text.split(" ");
  const milligrams = { g: 1_000n, kg: 1_000_000n }[unit];
  if (milligrams === undefined) throw new Error(`${text} is no weight`);
  return times(decimal(number), [milligrams, 1n]);
}

const withWaste = (amount: Ratio, percent: number | string = 0) => times(amount, [100n + BigInt(percent), 100n]);

function holds(when: Condition[], { chosen }: Design): boolean {
  return when.every(({ group, is, is_not, ...other }) => {
    const value = chosen[group];
    if (value === undefined || Object.keys(other).length) throw new Error(`nothing is said about ${group}`);
    return (is?.includes(value) ?? true) && !is_not?.includes(value);
  });
}

/** How often a line counts in a piece. */
function basis(per: string, { length, width }: Design): Ratio {
  if (per === "fixed") return [1n, 1n];
  if (per === "m2 length width") return [BigInt(length) * BigInt(width), 1_000_000n];
  throw new Error(`the test does not know ${per}`);
}

/** The price of one piece: each line to the nearest centime. */
export function price(product: Product, design: Design): number {
  const lines = product.price.filter((line) => holds(line.when, design));
  const centimes = (text: string) => times(decimal(text), [100n, 1n]);
  return lines.reduce((sum, line) => sum + even(times(centimes(line.amount), basis(line.per, design))), even(centimes(product.base_price)));
}

/** What a piece takes of each material: each line with its waste, rounded up once. */
export function bill(product: Product, design: Design): Map<string, number> {
  const all = new Map<string, number>();
  for (const line of product.recipe.filter((line) => holds(line.when, design))) {
    const amount = up(withWaste(times(weight(line.amount), basis(line.per, design)), line.waste_percent));
    all.set(line.material, (all.get(line.material) ?? 0) + amount);
  }
  return all;
}

/** The steps of a piece in minutes, each rounded up. */
export function steps(product: Product, design: Design): { label: Words; minutes: number }[] {
  const lines = product.work.filter((line) => holds(line.when, design));
  return lines.map((line) => ({ label: line.label, minutes: up(times(decimal(line.minutes), basis(line.per, design))) }));
}

/** What a batch of so many milligrams takes of each material. */
export function batch(shop: Shop, material: string, output: number): Map<string, number> {
  const recipe = shop.recipe.find((recipe) => recipe.material === material);
  if (!recipe) throw new Error(`${material} has no recipe`);
  const [above, below] = weight(recipe.batch);
  const ratio: Ratio = [BigInt(output) * below, above];
  return new Map(recipe.inputs.map((input) => [input.material, up(withWaste(times(weight(input.amount), ratio), input.waste_percent))]));
}

/** A part of a sum of money, to the nearest centime. */
export const part = (of: number, amount: number, whole: number) => even([BigInt(of) * BigInt(amount), BigInt(whole)]);

/** Shares a sum by minutes: what is left over goes, centime by centime, to the largest remainders. */
export function shares(sum: number, minutes: number[]): number[] {
  const all = minutes.reduce((sum, one) => sum + one, 0);
  const exact = minutes.map((one, at) => ({ at, whole: Math.floor((sum * one) / all), rest: (sum * one) % all }));
  const left = sum - exact.reduce((sum, one) => sum + one.whole, 0);
  const lucky = [...exact].sort((one, other) => other.rest - one.rest).slice(0, left);
  return exact.map((one) => one.whole + (lucky.includes(one) ? 1 : 0));
}

const DAY = 24 * 60 * 60 * 1000;

export const later = (day: string, days: number) => new Date(Date.parse(day) + days * DAY).toISOString().slice(0, 10);

/** The day on which so many minutes are done by one person who begins on a day; `week` has her minutes from Monday on. */
export function doneOn(from: string, minutes: number, week: number[]): string {
  let left = minutes;
  for (let day = from; ; day = later(day, 1)) {
    left -= week[(new Date(day).getUTCDay() + 6) % 7] ?? 0;
    if (left <= 0) return day;
  }
}

/** A day as an English page writes it: `Thursday 14 January 2027`. */
export function longDay(day: string): string {
  const names = { weekday: "long", day: "numeric", month: "long", year: "numeric", timeZone: "UTC" } as const;
  return new Date(day).toLocaleDateString("en-GB", names).replace(",", "");
}

/** Money as an English page writes it: centimes only where there are any. */
export const money = (minor: number) => `MAD ${(minor / 100).toLocaleString("en-US", { minimumFractionDigits: minor % 100 ? 2 : 0 })}`;

/** Minutes as an English page writes them. */
export function duration(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  return [hours && `${hours} h`, rest && `${rest} min`].filter(Boolean).join(" ");
}
