// Domains, price and feasibility after a click on the hard family, in WebAssembly: the profile of the browser build, run by
// the machine that Chromium has too (V8), at full speed. The first clicks of each product run before V8 has made the code fast,
// as on a page.
// Usage: node bench/configurator/wasm.mjs [--keep]
// Needs: cargo build --locked -p bench-configurator --lib --target wasm32-unknown-unknown --profile wasm-release
//        cargo run --release -p bench-configurator (writes the seeds that it prints)
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { describe, environment } from "../lib/environment.mjs";
import { keep } from "../lib/results.mjs";

const MODULE = process.env.BENCH_CLICKS ?? "target/wasm32-unknown-unknown/wasm-release/clicks.wasm";
const WRITER = process.env.BENCH_CONFIGURATOR ?? "target/release/bench-configurator";

const seeds = execFileSync(WRITER, ["members"], { encoding: "utf8" }).trim().split("\n").map(BigInt);
const module = new WebAssembly.Module(readFileSync(MODULE));
const at = (sorted, percent) => sorted[Math.min(Math.floor((sorted.length * percent) / 100), sorted.length - 1)];

const products = seeds.map((seed) => {
  // An instance of its own, as on a page of its own.
  const { exports } = new WebAssembly.Instance(module);
  const count = exports.prepare(seed);
  const times = [];
  for (let click = 0; click < count; click += 1) {
    const start = performance.now();
    const price = exports.answer(click);
    times.push(performance.now() - start);
    if (price <= 0n) throw new Error(`seed ${seed}, click ${click}: no answer`);
  }
  times.sort((left, right) => left - right);
  return { seed: String(seed), clicks: count, p50: at(times, 50), p99: at(times, 99), worst: at(times, 100) };
});
const worst = (part) => products.reduce((found, product) => (product[part] > found[part] ? product : found));
const env = environment();
const text = [
  "# Clicks in the configurator, in WebAssembly",
  "",
  `Domains, price and feasibility of the piece after each of ${products[0].clicks} clicks on each of ${products.length} products of the`,
  "hard family, milliseconds of wall clock; the figures are those of the worst product. Goal: p99 at most 4.",
  "",
  "| p50 | p99 | slowest click |",
  "|--:|--:|--:|",
  `| ${["p50", "p99", "worst"].map((part) => `${worst(part)[part].toFixed(3)} (seed ${worst(part).seed})`).join(" | ")} |`,
  "",
  describe(env),
  "",
].join("\n");
console.log(text);
if (process.argv.includes("--keep")) {
  keep(env, "configurator-wasm", text, { products });
}
