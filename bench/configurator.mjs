// What a click in the configurator costs a reader: main-thread time from the event to the commit, on a product of the hard
// family, in a browser that is slowed down; and the computation alone, at full speed.
// Usage: node bench/configurator.mjs [--clicks 400] [--throttle 4] [--seed 0] [--keep]
// Needs the release build and `cargo build --release -p bench-configurator`.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { chromium } from "playwright-core";
import { describe, environment } from "./lib/environment.mjs";
import { keep } from "./lib/results.mjs";
import { startSite } from "./lib/site.mjs";
import { clicksOf } from "./lib/trace.mjs";

/** Goals, in milliseconds at p99. */
const GOALS = { "main thread": 16.7, "next paint": 33 };
const CHROMIUM = process.env.CHROMIUM ?? "/usr/bin/chromium";
const WRITER = process.env.BENCH_CONFIGURATOR ?? "target/release/bench-configurator";
const CATEGORIES = "devtools.timeline,disabled-by-default-devtools.timeline,blink.user_timing";

const { values: flags } = parseArgs({
  options: {
    clicks: { type: "string", default: "400" },
    throttle: { type: "string", default: "4" },
    seed: { type: "string", default: "0" },
    keep: { type: "boolean", default: false },
  },
});
const [clicks, throttle] = [Number(flags.clicks), Number(flags.throttle)];

/** Numbers from a fixed start, so that the same clicks are made each time. */
function dice(state) {
  return (sides) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

/** In the page: writes the price and nothing else, which is the least that a click can show. */
function write(roll) {
  return new Promise((resolve) => {
    const start = performance.now();
    performance.mark("press");
    document.getElementById("price").textContent = `${Math.floor(roll * 1e6)} MAD`;
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => resolve({ paint: performance.now() - start });
      port2.postMessage(0);
    });
  });
}

/**
 * In the page: presses one value that is open and not taken; answers how long it took until the next paint, and until all
 * was told about the values.
 */
function press(roll) {
  const open = [...document.querySelectorAll('#design input[type=radio]:not(:checked):not([data-blocked])')];
  const input = open[Math.floor(roll * open.length)];
  return new Promise((resolve) => {
    const start = performance.now();
    performance.mark("press");
    input.click();
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        const paint = performance.now() - start;
        const told = () => {
          if (document.querySelector("#design[aria-busy]")) setTimeout(told, 1);
          else resolve({ paint, told: performance.now() - start });
        };
        told();
      };
      port2.postMessage(0);
    });
  });
}

/** Clicks so often, from the defaults on again after every 40; answers the waits until the next paint. */
async function walk(page, address, count) {
  const roll = dice(20261123);
  const waits = [];
  for (let done = 0; done < count; done += 1) {
    if (done % 40 === 0) {
      await page.goto(address, { waitUntil: "load" });
      await page.locator("html[data-ready]").waitFor({ state: "attached", timeout: 60_000 });
      // The drawings are fetched with the first click, which is not counted.
      await page.evaluate(press, roll(1000) / 1000);
      await page.waitForTimeout(500);
    }
    waits.push(await page.evaluate(press, roll(1000) / 1000));
    await page.waitForTimeout(50);
  }
  return waits;
}

async function traced(browser, page, run) {
  await browser.startTracing(page, { categories: CATEGORIES.split(",") });
  const waits = await run();
  return { waits, events: JSON.parse((await browser.stopTracing()).toString()).traceEvents };
}

function at(values, percent) {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.min(Math.floor((sorted.length * percent) / 100), sorted.length - 1)];
}

/** The least that any change costs on this page and this machine. */
async function floor(page, count) {
  const waits = [];
  for (let done = 0; done < count; done += 1) {
    waits.push(await page.evaluate(write, done / count));
    await page.waitForTimeout(50);
  }
  return waits;
}

async function measure(url, rate) {
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox", "--disable-gpu"] });
  try {
    const page = await (await browser.newContext({ viewport: { width: 412, height: 915 } })).newPage();
    const session = await page.context().newCDPSession(page);
    await session.send("Emulation.setCPUThrottlingRate", { rate });
    const { waits, events } = await traced(browser, page, () => walk(page, `${url}/fr/products/hard`, clicks));
    const parts = clicksOf(events);
    // The first press after each load is not counted in the waits; in the trace it is the first of each 41.
    const counted = parts.filter((_, index) => index % 41 !== 0);
    const least = await traced(browser, page, () => floor(page, 40));
    return { waits, counted, least: { waits: least.waits, counted: clicksOf(least.events) } };
  } finally {
    await browser.close();
  }
}

function rows({ waits, counted, least }) {
  const of = (part) => counted.map((click) => click[part]);
  const all = { "next paint": waits.map((wait) => wait.paint), "all values told": waits.map((wait) => wait.told), "main thread": of("main"), script: of("script"), style: of("style"), layout: of("layout"), paint: of("paint") };
  all["next paint when one text is written"] = least.waits.map((wait) => wait.paint);
  all["main thread when one text is written"] = least.counted.map((change) => change.main);
  return Object.entries(all).map(([name, values]) => ({ name, p50: at(values, 50), p99: at(values, 99), worst: at(values, 100), count: values.length }));
}

function table(rows) {
  const ms = (value) => value.toFixed(2);
  const goal = (name) => (GOALS[name] ? `p99 ${GOALS[name]}` : "");
  return [
    "| | p50 | p99 | worst | goal |",
    "|---|--:|--:|--:|---|",
    ...rows.map((row) => `| ${row.name} | ${ms(row.p50)} | ${ms(row.p99)} | ${ms(row.worst)} | ${goal(row.name)} |`),
  ].join("\n");
}

const folder = mkdtempSync(join(tmpdir(), "mogador-bench-"));
execFileSync(WRITER, ["seeds", flags.seed, folder]);
const site = await startSite({ SEEDS: folder });
try {
  const slow = rows(await measure(site.url, throttle));
  const fast = rows(await measure(site.url, 1));
  const env = environment({ [CHROMIUM]: ["--version"] });
  const text = [
    "# Clicks in the configurator, in the browser",
    "",
    `Product of seed ${flags.seed} of the hard family, ${slow[0].count} clicks, milliseconds; the page at 412 × 915.`,
    "Main thread: script, style, layout and paint from the event to the commit, by the browser's trace.",
    "Next paint: wall clock from the event to after the next frame, the wait for the frame included. After it the page goes on,",
    "in pieces of 5 ms, to tell what each value would make of price and day, blocked ones after their repair: all values told.",
    "",
    `CPU slowed down ${throttle} times:`,
    "",
    table(slow),
    "",
    "At full speed:",
    "",
    table(fast),
    "",
    describe(env),
    "",
  ].join("\n");
  console.log(text);
  if (flags.keep) {
    keep(env, "configurator-browser", text, { settings: { clicks, throttle, seed: Number(flags.seed) }, slow, fast });
  }
} finally {
  await site.stop();
  rmSync(folder, { recursive: true, force: true });
}
