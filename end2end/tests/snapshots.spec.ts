// The main pages as whoever hears them gets them: roles, names and order, held against the trees in snapshots/.
// MOGADOR_SNAPSHOTS=write writes these trees anew, to be read before they are committed.
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { Page } from "@playwright/test";
import { expect, test } from "../fixtures.ts";
import { Artisan } from "../pages/artisan.ts";
import { outline } from "../pages/outline.ts";
import { Shopper } from "../pages/shopper.ts";

/** No test publishes, buys or retires pieces of this shop. */
const [SHOP, PIECE] = ["cooperative-tafsut", "amlou"];

async function matches(page: Page, name: string, lang: string): Promise<void> {
  const file = `${name}-${lang}.aria.yml`;
  const body = page.locator("body");
  if (process.env.MOGADOR_SNAPSHOTS === "write") {
    const path = test.info().snapshotPath(file, { kind: "aria" });
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, outline(await body.ariaSnapshot(), PIECE));
  }
  await expect(body, `the tree of ${name}`).toMatchAriaSnapshot({ name: file });
}

const PAGES: [string, string][] = [
  ["home", ""],
  ["category", "/categories/argan"],
  ["shop", `/shops/${SHOP}`],
  ["product", `/products/${PIECE}`],
  ["search", "/search?q=argan"],
  ["sign-in", "/sign-in"],
];

for (const [name, path] of PAGES) {
  test(`${name} is heard as it was`, async ({ page, inspector, lang }) => {
    await page.goto(`/${lang}${path}`);
    await inspector.examine(page);
    await matches(page, name, lang);
  });
}

test("cart and checkout are heard as they were", async ({ page, inspector, lang }) => {
  const shopper = new Shopper(page, inspector, lang, true);
  await shopper.open(`/products/${PIECE}`);
  await shopper.addToCart();
  await matches(page, "cart", lang);
  await shopper.openCheckout();
  await matches(page, "checkout", lang);
});

test("the pieces in the studio are heard as they were", async ({ page, inspector, lang }) => {
  const artisan = new Artisan(page, inspector, lang, SHOP);
  await artisan.signIn();
  await artisan.open(`/${lang}/studio/${SHOP}/products`);
  await matches(page, "studio", lang);
});
