// What a first visit really fetches, page by page, in bytes as brotli 11 packs them.
// Usage: node bench/transfer.mjs [address of a running site] [--lang fr] [--keep]
// Without an address it starts the release build on a fresh database. --keep writes bench/results/.
// Exit code 1 when a limit is broken.
import { parseArgs } from "node:util";
import { brotliCompressSync, constants } from "node:zlib";
import { chromium } from "playwright-core";
import { describe, environment } from "./lib/environment.mjs";
import { keep } from "./lib/results.mjs";
import { startSite } from "./lib/site.mjs";

/** Limits of the product page, in bytes; 1 kB is 1000 bytes. */
const LIMITS = { "wasm+js": 80_000, html: 25_000, css: 8_000 };
/** Goal for pages without an island: HTML, CSS and script together. Said, not enforced. */
const CATALOGUE_GOAL = 18_000;
const KINDS = ["html", "css", "js", "wasm", "image", "font", "other"];
const CHROMIUM = process.env.CHROMIUM ?? "/usr/bin/chromium";
/** No request for this long: the page is complete. */
const QUIET_MS = 700;

const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: { lang: { type: "string", default: "fr" }, keep: { type: "boolean", default: false } },
});
const lang = flags.lang;

function kindOf(type) {
  if (type.includes("text/html")) return "html";
  if (type.includes("text/css")) return "css";
  if (type.includes("javascript") || type.includes("json")) return "js";
  if (type.includes("wasm")) return "wasm";
  if (type.startsWith("image/")) return "image";
  if (type.includes("font")) return "font";
  return "other";
}

const packed = new Map();
/** Fetches an address once more, without compression, and packs it; fonts and pictures that are packed already stay. */
async function weigh(address) {
  if (!packed.has(address)) {
    const response = await fetch(address, { headers: { "accept-encoding": "identity" } });
    const bytes = Buffer.from(await response.arrayBuffer());
    const type = response.headers.get("content-type") ?? "";
    const kind = kindOf(type);
    const dense = kind === "font" || (kind === "image" && !type.includes("svg"));
    const size = dense ? bytes.length : brotli(bytes);
    const whole = { address: new URL(address).pathname, kind, raw: bytes.length, brotli: size, status: response.status };
    packed.set(address, kind === "html" ? { ...whole, ...parted(bytes, size) } : whole);
  }
  return packed.get(address);
}

/** A page that brings its styles along: what it is without them, and what they add. Together they are what is sent. */
function parted(bytes, size) {
  const bare = Buffer.from(bytes.toString().replace(/<style\b[^>]*>.*?<\/style>/gs, ""));
  const html = brotli(bare);
  return { brotli: html, styles: size - html };
}

function brotli(bytes) {
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: 11,
    [constants.BROTLI_PARAM_LGWIN]: 24,
    [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
  };
  return brotliCompressSync(bytes, { params }).length;
}

async function settle(page, requests) {
  for (let seen = -1; seen !== requests.length; ) {
    seen = requests.length;
    await page.waitForTimeout(QUIET_MS);
  }
}

/** Picks one value that was not picked, as a finger would. Answers its name. */
async function chooseOption(page) {
  const before = await page.locator("#picture").innerHTML();
  const values = page.locator('#design input[type=radio][name^="o["]:not(:checked):not([data-blocked])');
  const fields = page.locator('#design input[type=text][name^="o["], #design input[inputmode][name^="o["]');
  for (let index = 0; index < (await values.count()); index += 1) {
    const value = values.nth(index);
    const label = `${await value.getAttribute("name")}=${await value.getAttribute("value")}`;
    await value.evaluate((input) => input.click());
    const changed = await page
      .waitForFunction((old) => document.querySelector("#picture")?.innerHTML !== old, before, { timeout: 3_000 })
      .catch(() => null);
    if (changed) return label;
  }
  if ((await values.count()) === 0 && (await fields.count()) > 0) throw new Error("this product has nothing to click");
  throw new Error("choosing an option did not change the picture");
}

/** Visits one page with an empty cache. */
async function visit(browser, name, address, product) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  try {
    const page = await context.newPage();
    const requests = [];
    const complaints = [];
    page.on("request", (request) => requests.push(request.url()));
    page.on("pageerror", (error) => complaints.push(error.message));
    await page.goto(address, { waitUntil: "load" });
    const islands = await page.locator("leptos-island").count();
    if (islands) await page.locator("html[data-ready]").waitFor({ state: "attached", timeout: 20_000 });
    await settle(page, requests);
    const onLoad = requests.length;
    const chosen = product ? await chooseOption(page) : null;
    await settle(page, requests);
    const files = [];
    for (const url of [...new Set(requests)].filter((url) => url.startsWith("http"))) {
      files.push({ ...(await weigh(url)), late: requests.indexOf(url) >= onLoad });
    }
    const total = Object.fromEntries(KINDS.map((kind) => [kind, 0]));
    for (const file of files) {
      total[file.kind] += file.brotli;
      total.css += file.styles ?? 0;
    }
    return { name, address: new URL(address).pathname, islands, chosen, total, files, complaints };
  } finally {
    await context.close();
  }
}

async function links(address, pattern) {
  const html = await (await fetch(address)).text();
  return [...new Set([...html.matchAll(/href="([^"#?]+)"/g)].map((match) => match[1]))].filter((href) => pattern.test(href));
}

/** Home, one category, one shop, one product of each workshop, cart, sign-in. */
async function pagesOf(site) {
  const home = `${site}/${lang}`;
  const categories = await links(home, new RegExp(`^/${lang}/categories/`));
  const shops = await links(home, new RegExp(`^/${lang}/shops/`));
  const pages = [["home", home], ["category", site + categories[0]], ["shop", site + shops[0]]];
  for (const shop of shops) {
    const [product] = await links(site + shop, new RegExp(`^/${lang}/products/`));
    pages.push([`product ${product.split("/").pop()}`, site + product, true]);
  }
  return [...pages, ["cart", `${home}/cart`], ["sign-in", `${home}/sign-in`]];
}

/** HTML of every product in every language; the browser visits only some of them. */
async function documents(site) {
  const found = [];
  for (const code of ["ar", "fr", "en"]) {
    for (const category of await links(`${site}/${code}`, new RegExp(`^/${code}/categories/`))) {
      for (const product of await links(site + category, new RegExp(`^/${code}/products/`))) found.push(await weigh(site + product));
    }
  }
  return [...new Set(found)].sort((left, right) => right.brotli - left.brotli);
}

function judge(pages, largest) {
  const broken = [];
  const over = (page, what, size) => {
    if (size > LIMITS[what]) broken.push(`${page}: ${what} ${size} bytes, the limit is ${LIMITS[what]}`);
  };
  for (const { name, islands, total, files, complaints } of pages) {
    for (const complaint of complaints) broken.push(`${name}: ${complaint}`);
    for (const file of files) if (file.status !== 200) broken.push(`${name}: ${file.address} answered ${file.status}`);
    if (name.startsWith("product")) {
      over(name, "wasm+js", total.wasm + total.js);
      over(name, "html", total.html);
      over(name, "css", total.css);
      if (total.wasm === 0) broken.push(`${name}: no WASM was fetched, so nothing was measured`);
    }
    if (!islands && total.wasm > 0) broken.push(`${name}: a page without an island loads WASM`);
  }
  over(`largest product document ${largest.address}`, "html", largest.brotli);
  return broken;
}

function table(pages) {
  const kb = (bytes) => (bytes / 1000).toFixed(1);
  const head = ["page", "html", "css", "js", "wasm", "wasm+js", "html+css+js", "images", "fonts", "requests"];
  const rows = pages.map(({ name, total, files }) => [
    name,
    ...[total.html, total.css, total.js, total.wasm, total.wasm + total.js, total.html + total.css + total.js, total.image, total.font].map(kb),
    String(files.length),
  ]);
  const widths = head.map((cell, column) => Math.max(cell.length, ...rows.map((row) => row[column].length)));
  const line = (row) => `| ${row.map((cell, column) => (column ? cell.padStart(widths[column]) : cell.padEnd(widths[0]))).join(" | ")} |`;
  return [line(head), `|${widths.map((width, column) => (column ? `${"-".repeat(width + 1)}:` : "-".repeat(width + 2))).join("|")}|`, ...rows.map(line)].join("\n");
}

function fileList(page) {
  const rows = page.files
    .filter((file) => ["html", "css", "js", "wasm"].includes(file.kind))
    .map((file) => `| \`${file.address}\` | ${file.kind} | ${file.raw} | ${file.brotli} | ${file.late ? "after the choice" : "with the page"} |`);
  return [`Files of ${page.name} (chosen: \`${page.chosen}\`), bytes:`, "", "| file | kind | raw | brotli | fetched |", "|---|---|--:|--:|---|", ...rows].join("\n");
}

function report(env, pages, largest, broken) {
  const over = pages.filter(({ islands, total }) => !islands && total.html + total.css + total.js > CATALOGUE_GOAL);
  return [
    "# Bytes per page",
    "",
    "First visit with an empty cache, in kB (1000 bytes), every file packed with brotli 11; on product pages after one option was chosen.",
    "",
    table(pages),
    "",
    `Limits of the product page: WASM+JS ${LIMITS["wasm+js"]}, HTML ${LIMITS.html}, CSS ${LIMITS.css} bytes. Largest product document of all languages: \`${largest.address}\` ${largest.brotli} bytes.`,
    `Goal for pages without an island, HTML+CSS+JS at most ${CATALOGUE_GOAL} bytes: ${over.length ? `missed by ${over.map(({ name }) => name).join(", ")}` : "reached"}.`,
    broken.length ? `\n**Broken:**\n${broken.map((line) => `- ${line}`).join("\n")}` : "All limits are kept.",
    "",
    ...pages.filter(({ chosen }) => chosen).map((page) => `${fileList(page)}\n`),
    describe(env),
    `- language ${lang}`,
    "",
  ].join("\n");
}

const site = positionals[0] ? { url: positionals[0].replace(/\/$/, ""), stop: async () => {} } : await startSite();
let failed = true;
try {
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox", "--disable-gpu"] });
  const pages = [];
  try {
    for (const [name, address, product = false] of await pagesOf(site.url)) pages.push(await visit(browser, name, address, product));
  } finally {
    await browser.close();
  }
  const [largest] = await documents(site.url);
  const broken = judge(pages, largest);
  const env = environment({ [CHROMIUM]: ["--version"] });
  const text = report(env, pages, largest, broken);
  console.log(text);
  if (flags.keep) {
    keep(env, "transfer", text, { lang, limits: LIMITS, broken, pages, largest });
  }
  failed = broken.length > 0;
} finally {
  await site.stop();
}
process.exitCode = failed ? 1 : 0;
