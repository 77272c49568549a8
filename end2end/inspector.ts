// Looks over every page that a test visits: no console error, no page error, no axe violation. A page that was visited
// and not looked over fails the test as well.
import type { RunOptions } from "axe-core";
import { type Browser, type BrowserContext, expect, type Page } from "@playwright/test";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

/** What the browser says of its own animation between two pages when the second one was slow, or its style sheet, which asks for
 * the animation: no script of ours runs there, not even where scripts are on, and no page can prevent it. */
const TOO_LATE_TO_BLEND = /^Transition was aborted because of invalid state\. (Page already revealed|ViewTransition opt-in disabled)/;

/** axe as text for a page, the small one: it is sent to every page that is looked over. */
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Where the processes of one run tell each other what axe found without fault: an empty file for each document, by a hash
 * of what it can see of it. Numbers and rows of them, and with them identifiers, addresses and tokens, do not count: they
 * change from one order to the next, and no rule looks at them. */
const FAULTLESS = process.env.MOGADOR_FAULTLESS ?? "";
const NUMBERS = /(?:(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{8,}|\b[0-9A-Z]{5}-[0-9A-Z]{5}\b|[0-9٠-٩]+)\s*)+/g;

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

export class Inspector {
  private readonly complaints: string[] = [];
  private readonly visited = new Set<string>();
  private readonly examined = new Set<string>();
  private readonly arrivedAt = new WeakMap<Page, string>();
  private readonly expected: RegExp[] = [];
  private twin: Page | undefined;
  /** Every file under /pkg/ that was fetched, in order. */
  readonly fetched: string[] = [];

  constructor(
    private readonly browser: Browser,
    private readonly scripts: boolean,
  ) {}

  /** Follows all pages of a context. */
  watch(context: BrowserContext): void {
    context.on("page", (page) => this.follow(page));
    for (const page of context.pages()) this.follow(page);
  }

  /** Names a console message that the test brings about on purpose. */
  expectMessage(pattern: RegExp): void {
    this.expected.push(pattern);
  }

  private follow(page: Page): void {
    page.on("console", (message) => {
      if (message.type() === "error" || message.type() === "warning") {
        this.complain(`${page.url()} console ${message.type()}: ${message.text()}`);
      }
    });
    page.on("pageerror", (error) => {
      if (!TOO_LATE_TO_BLEND.test(error.message)) this.complain(`${page.url()} page error: ${error.message}`);
    });
    page.on("request", (request) => {
      const path = new URL(request.url()).pathname;
      if (path.startsWith("/pkg/")) this.fetched.push(path);
    });
    // Documents, not addresses: the configurator keeps its design in the address of the page.
    page.on("domcontentloaded", () => {
      if (!page.url().startsWith("http")) return;
      this.visited.add(withoutFragment(page.url()));
      this.arrivedAt.set(page, page.url());
    });
  }

  private complain(text: string): void {
    if (!this.expected.some((pattern) => pattern.test(text))) this.complaints.push(text);
  }

  /** Waits until the page is complete, islands included, and lets axe look at it. */
  async examine(page: Page): Promise<void> {
    await page.waitForLoadState("load");
    const url = this.arrivedAt.get(page) ?? page.url();
    if (this.scripts && (await page.locator("leptos-island").count())) await page.locator("html[data-ready]").waitFor();
    await this.judge(url, page);
    this.examined.add(withoutFragment(url));
  }

  /** Lets axe look at the colours of a page at another width and painted so. */
  async examineColours(page: Page, colorScheme: "dark" | "light"): Promise<void> {
    await paint(page, colorScheme);
    const as = `${page.url()} at ${page.viewportSize()?.width} ${colorScheme}`;
    this.note(as, await complaintsOf(page, { type: "rule", values: ["color-contrast"] }));
  }

  /** axe is a script and its timers never fire in a page without scripts. A second page therefore gets the very document
   * that the first one shows, with the page's own scripts forbidden and only axe let in. */
  private async openTwin(url: string, html: string): Promise<Page> {
    this.twin ??= await (await this.browser.newContext({ javaScriptEnabled: true })).newPage();
    // Compared as addresses: as a pattern, signs of the address would mean something else, and a request has no fragment.
    await this.twin.route((asked) => withoutFragment(asked.href) === withoutFragment(url), (route) =>
      route.fulfill({
        contentType: "text/html; charset=utf-8",
        headers: { "content-security-policy": "script-src 'none'" },
        body: html.replaceAll("<noscript>", "<div>").replaceAll("</noscript>", "</div>"),
      }),
    );
    await this.twin.goto(url);
    await this.twin.unrouteAll();
    return this.twin;
  }

  private async judge(url: string, page: Page): Promise<void> {
    const html = await page.content();
    const size = page.viewportSize();
    const seen = `${this.scripts} ${size?.width} ${html.replace(NUMBERS, "0")}`;
    const faultless = join(FAULTLESS, createHash("sha256").update(seen).digest("hex"));
    if (existsSync(faultless)) return;
    const looked = this.scripts ? page : await this.openTwin(url, html);
    const violations = await complaintsOf(looked, RULES);
    // In the dark only colours are others; wide pages show all of them.
    if (this.scripts && (size?.width ?? 0) > 1_000) {
      await paint(looked, "dark");
      violations.push(...(await complaintsOf(looked, { type: "rule", values: ["color-contrast"] })));
      await paint(looked, "light");
    }
    if (violations.length === 0) writeFileSync(faultless, "");
    this.note(url, violations);
  }

  private note(url: string, violations: Awaited<ReturnType<typeof complaintsOf>>): void {
    for (const { id, help, nodes } of violations) {
      for (const node of nodes) this.complaints.push(`${url} axe ${id} (${help}): ${node.target}: ${node.html}`);
    }
  }

  async close(): Promise<void> {
    await this.twin?.context().close();
  }

  /** Fails the test for everything that was noticed. */
  report(): void {
    const unseen = [...this.visited].filter((url) => !this.examined.has(url)).map((url) => `${url} was visited and not examined`);
    expect([...this.complaints, ...unseen]).toEqual([]);
  }
}

/** Has a page painted for readers who like it so, at once: no colour is on its way. */
async function paint(page: Page, colorScheme: "dark" | "light"): Promise<void> {
  await page.emulateMedia({ colorScheme });
  await page.evaluate(() => {
    document.documentElement.getBoundingClientRect();
    for (const animation of document.getAnimations()) if (animation instanceof CSSTransition) animation.finish();
  });
}

/** What axe finds by these rules, none of which reads the style sheets that it would else fetch once more. */
async function complaintsOf(page: Page, rules: RunOptions["runOnly"]) {
  // Evaluated and not added as an element: the page's policy for scripts stays as it is.
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(AXE);
  return page.evaluate(async (runOnly) => {
    const found = await window.axe.run(document, { runOnly, resultTypes: ["violations"], preload: { assets: ["media"] } });
    return found.violations.map(({ id, help, nodes }) => ({
      id,
      help,
      nodes: nodes.map(({ target, html }) => ({ target: target.join(" "), html })),
    }));
  }, rules);
}

function withoutFragment(url: string): string {
  return url.split("#", 1)[0] ?? url;
}
