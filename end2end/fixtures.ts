// What every test brings along: the language and workshop of its project, and an inspector of every page visited.
import { test as base } from "@playwright/test";
import { Inspector } from "./inspector.ts";
import type { Lang } from "./words.ts";

export interface Settings {
  /** Language of the project. */
  lang: Lang;
  /** Which of the five workshops this project buys from. */
  workshop: number;
}

export const test = base.extend<Settings & { inspector: Inspector }>({
  lang: ["fr", { option: true }],
  workshop: [0, { option: true }],
  inspector: [
    async ({ context, browser, javaScriptEnabled }, use) => {
      const inspector = new Inspector(browser, javaScriptEnabled !== false);
      inspector.watch(context);
      await use(inspector);
      await inspector.close();
      inspector.report();
    },
    { auto: true },
  ],
});

export { expect } from "@playwright/test";
