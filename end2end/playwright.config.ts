import { defineConfig, devices } from "@playwright/test";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Settings } from "./fixtures.ts";

// Workers read this file too, and have the folder from the process that started them.
process.env.MOGADOR_FAULTLESS ??= mkdtempSync(join(tmpdir(), "mogador-faultless-"));

const root = resolve(import.meta.dirname, "..");
const port = Number(process.env.MOGADOR_E2E_PORT ?? 3317);
const baseURL = `http://127.0.0.1:${port}`;

/** Compares server and browser in a project of its own. */
const SAME = "same.spec.ts";
/** Takes pictures, in a project of its own. */
const PICTURES = "pictures.spec.ts";
/** Hears the pages as they are with scripts, in each language once. */
const HEARD = "snapshots.spec.ts";
/** Plays in the hands of whoever stands in the workshop: on a phone. */
const ON_PHONE = "workshop.spec.ts";

export default defineConfig<Settings>({
  testDir: "tests",
  outputDir: "results",
  fullyParallel: true,
  testIgnore: [SAME, ON_PHONE, PICTURES],
  workers: 2,
  timeout: 90_000,
  expect: { timeout: 8_000, toMatchAriaSnapshot: { pathTemplate: "{testDir}/snapshots/{arg}{ext}" } },
  forbidOnly: true,
  retries: 0,
  reporter: [["list"], ["html", { outputFolder: "report", open: "never" }]],
  use: {
    baseURL,
    actionTimeout: 10_000,
    trace: "retain-on-failure",
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
      args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
    },
  },
  // Each project buys from another workshop, so that what one does to the stock is not seen by the others; only the journey
  // of workshop.spec.ts is about one workshop, and reckons with what others do there.
  projects: [
    { name: "desktop", use: { ...devices["Desktop Chrome"], viewport: { width: 1280, height: 900 }, lang: "fr", workshop: 0 } },
    { name: "phone", testIgnore: [SAME, PICTURES], use: { ...devices["Desktop Chrome"], viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, lang: "en", workshop: 1 } },
    { name: "arabic", use: { ...devices["Desktop Chrome"], viewport: { width: 1280, height: 900 }, lang: "ar", workshop: 2 } },
    { name: "nojs", testIgnore: [SAME, ON_PHONE, PICTURES, HEARD], use: { ...devices["Desktop Chrome"], viewport: { width: 1280, height: 900 }, javaScriptEnabled: false, lang: "fr", workshop: 3 } },
    // Compares server and browser in one language each time; it buys nothing.
    { name: "same", testIgnore: [], testMatch: SAME, use: { ...devices["Desktop Chrome"], viewport: { width: 1280, height: 900 }, lang: "ar", workshop: 4 } },
    { name: "pictures", testIgnore: [], testMatch: PICTURES, use: { ...devices["Desktop Chrome"], viewport: { width: 1280, height: 900 }, workshop: 4 } },
  ],
  webServer: {
    command: `node ${resolve(root, "end2end/serve.mjs")} ${port}`,
    cwd: root,
    url: `${baseURL}/readyz`,
    timeout: 60_000,
    gracefulShutdown: { signal: "SIGTERM", timeout: 10_000 },
    stdout: "ignore",
    stderr: "pipe",
  },
});
