// Lighthouse on the pages of a stranger's visit, as on a phone (devtools throttling), interleaved, medians.
// Usage: node bench/lighthouse.mjs [--runs 9] [--lang fr] [--keep]
// Starts the release build on a fresh database; fetches Lighthouse into target/lighthouse the first time.
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { parseArgs } from "node:util";
import { describe, environment } from "./lib/environment.mjs";
import { keep } from "./lib/results.mjs";
import { startSite } from "./lib/site.mjs";

const VERSION = "12.2.3";
const HOME = process.env.LIGHTHOUSE ?? "target/lighthouse";
const CHROMIUM = process.env.CHROMIUM ?? "/usr/bin/chromium";
const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"];
const METRICS = {
  "LCP s": (report) => report.audits["largest-contentful-paint"].numericValue / 1000,
  "FCP s": (report) => report.audits["first-contentful-paint"].numericValue / 1000,
  "TBT ms": (report) => report.audits["total-blocking-time"].numericValue,
  CLS: (report) => report.audits["cumulative-layout-shift"].numericValue,
};
/** A page of results is not to be found itself. */
const NOT_SOUGHT = new Set(["is-crawlable"]);

const { values: flags } = parseArgs({
  options: { runs: { type: "string", default: "9" }, lang: { type: "string", default: "fr" }, keep: { type: "boolean", default: false } },
});
const PAGES = {
  home: "",
  category: "/categories/rugs-and-textiles",
  search: "/search?q=laine",
  product: "/products/thuya-box",
  shop: "/shops/cooperative-el-mensej",
};

if (!existsSync(`${HOME}/node_modules/.bin/lighthouse`)) {
  execFileSync("npm", ["install", "--silent", "--no-audit", "--no-fund", "--prefix", HOME, `lighthouse@${VERSION}`], { stdio: "inherit" });
}

function run(url) {
  const output = `${HOME}/report.json`;
  rmSync(output, { force: true });
  const done = spawnSync(
    `${HOME}/node_modules/.bin/lighthouse`,
    [
      url,
      "--quiet",
      `--only-categories=${CATEGORIES.join(",")}`,
      "--form-factor=mobile",
      "--throttling-method=devtools",
      "--output=json",
      `--output-path=${output}`,
      "--chrome-flags=--headless=new --no-sandbox --disable-gpu",
    ],
    { env: { ...process.env, CHROME_PATH: CHROMIUM }, encoding: "utf8" },
  );
  if (done.status !== 0) throw new Error(done.stderr);
  return JSON.parse(readFileSync(output, "utf8"));
}

const median = (values) => [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)];

const site = await startSite();
try {
  const reports = Object.fromEntries(Object.keys(PAGES).map((name) => [name, []]));
  for (let round = 0; round < Number(flags.runs); round += 1) {
    for (const [name, path] of Object.entries(PAGES)) reports[name].push(run(`${site.url}/${flags.lang}${path}`));
  }
  const lines = [`| | ${CATEGORIES.join(" | ")} | ${Object.keys(METRICS).join(" | ")} | largest element |`, `|---|${"--:|".repeat(CATEGORIES.length + Object.keys(METRICS).length)}---|`];
  const failures = [];
  const results = {};
  for (const [name, list] of Object.entries(reports)) {
    const scores = CATEGORIES.map((category) => median(list.map((report) => Math.round((report.categories[category].score ?? 0) * 100))));
    const metrics = Object.entries(METRICS).map(([metric, of]) => median(list.map(of)).toFixed(metric === "CLS" ? 3 : metric === "TBT ms" ? 0 : 2));
    const element = list[0].audits["largest-contentful-paint-element"]?.details?.items?.[0]?.items?.[0]?.node?.snippet ?? "";
    lines.push(`| ${name} | ${scores.join(" | ")} | ${metrics.join(" | ")} | \`${element.slice(0, 60).replaceAll("|", "/")}\` |`);
    results[name] = { scores, metrics, element };
    for (const category of CATEGORIES) {
      for (const { id } of list[0].categories[category].auditRefs) {
        const audit = list[0].audits[id];
        if (audit.score !== null && audit.score < 1 && audit.scoreDisplayMode !== "informative") {
          failures.push(`- ${name}, ${category}: ${id}${NOT_SOUGHT.has(id) && name === "search" ? " (on purpose)" : ""} ${audit.displayValue ?? ""}`);
        }
      }
    }
  }
  const env = environment({ [CHROMIUM]: ["--version"] });
  const text = [
    "# Lighthouse",
    "",
    `Lighthouse ${VERSION}, mobile, devtools throttling, medians of ${flags.runs}, interleaved; language ${flags.lang}.`,
    "",
    ...lines,
    "",
    "Audits below 1 in the first run:",
    "",
    ...(failures.length ? failures : ["none"]),
    "",
    describe(env),
    "",
  ].join("\n");
  console.log(text);
  if (flags.keep) {
    keep(env, "lighthouse", text, { results, failures });
  }
} finally {
  await site.stop();
}
