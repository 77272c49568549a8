// Medians and ratio of the runs that product-page.sh made, with a bootstrap interval; kept in bench/results/.
// Usage: node bench/lib/ratio.mjs <runs> <page> <bytes> <seconds> <warm-up> <connections> <keep: 0 or 1>
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { describe, environment } from "./environment.mjs";

/** A run whose generator used more of its core than this measured the generator. */
const GENERATOR_LIMIT = 0.85;
const DRAWS = 10_000;

const [file, page, bytes, seconds, warm, connections, keep] = process.argv.slice(2);
// With a query it is not kept (ADR 22).
const cold = page.includes("?");
const runs = readFileSync(file, "utf8").trim().split("\n").map((line) => {
  const [what, rate, p50, p99, failed, generator] = line.split(" ");
  return { what, rate: Number(rate), p50_us: Number(p50), p99_us: Number(p99), failed: Number(failed), generator: Number(generator) };
});
const of = (what, key) => runs.filter((run) => run.what === what).map((run) => run[key]);

function median(values) {
  const sorted = [...values].sort((left, right) => left - right);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** A small generator with a fixed start, so that the same runs give the same interval. */
function dice(state) {
  return (sides) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

function interval(above, below) {
  const roll = dice(20260101);
  const draw = (values) => median(values.map(() => values[roll(values.length)]));
  const ratios = Array.from({ length: DRAWS }, () => draw(above) / draw(below)).sort((left, right) => left - right);
  return [ratios[Math.floor(DRAWS * 0.025)], ratios[Math.floor(DRAWS * 0.975)]];
}

const rates = { page: of("page", "rate"), static: of("static", "rate"), again: of("again", "rate") };
const ratio = median(rates.page) / median(rates.static);
const [low, high] = interval(rates.page, rates.static);
const twin = median(rates.again) / median(rates.static);
const failures = runs.reduce((sum, run) => sum + run.failed, 0);
const busiest = (what) => Math.max(...of(what, "generator"));
const env = environment();
const row = (name, what) =>
  `| ${name} | ${median(of(what, "rate")).toFixed(0)} | ${median(of(what, "p50_us")).toFixed(0)} | ${median(of(what, "p99_us")).toFixed(0)} | ${(busiest(what) * 100).toFixed(0)} % |`;

const remarks = [];
if (busiest("page") > GENERATOR_LIMIT) remarks.push("The generator was the limit of the page's runs: the rate of the page is a lower bound.");
if (busiest("static") > GENERATOR_LIMIT) remarks.push("The generator was the limit of the static runs: the static rate is a lower bound and the ratio an upper one.");
if (twin < 0.97 || twin > 1.03) remarks.push(`The null test failed (${twin.toFixed(3)}): the machine was not quiet, and the ratio is not to be quoted.`);
if (failures) remarks.push(`${failures} requests failed: nothing here counts.`);

const text = [
  "# Product page against a static handler",
  "",
  `\`${page}\`, ${bytes} bytes of HTML, uncompressed, ${cold ? "read from SQLite and rendered on each request" : "kept in memory"}; server on core 0, wrk on core 1.`,
  "",
  "| | requests/s, median | p50 µs | p99 µs | generator's core, at most |",
  "|---|--:|--:|--:|--:|",
  row("product page", "page"),
  row("static axum handler, same bytes", "static"),
  row("the same again (null test)", "again"),
  "",
  `**Ratio page / static: ${ratio.toFixed(3)}** (bootstrap 95 %: ${low.toFixed(3)} to ${high.toFixed(3)}); static against itself: ${twin.toFixed(3)}.`,
  ...remarks.map((remark) => `\n${remark}`),
  "",
  `- ${rates.page.length} rounds of ${seconds} s after ${warm} s of warm-up, wrk with 1 thread and ${connections} connections, order alternating`,
  describe(env),
  "",
].join("\n");
console.log(text);

if (keep === "1") {
  mkdirSync("bench/results", { recursive: true });
  const base = `bench/results/${env.date}-product-page${cold ? "-cold" : ""}`;
  const settings = { page, bytes: Number(bytes), seconds: Number(seconds), warm: Number(warm), connections: Number(connections) };
  const result = { environment: env, settings, ratio, interval: [low, high], null_test: twin, failures, runs };
  writeFileSync(`${base}.md`, text);
  writeFileSync(`${base}.json`, `${JSON.stringify(result, null, 1)}\n`);
  console.log(`kept in ${base}.md and .json`);
}
process.exitCode = failures ? 1 : 0;
