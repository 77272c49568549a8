// Pictures of the main pages to be looked at by people, in end2end/pictures/: <page>-<language>-<width>-<colours>.jpg. Each page is
// visited once in each language; width and colours change where it stands. The inspector looks at the wide page in both colours, and
// here at the narrow one.
import { resolve } from "node:path";
import type { Page } from "@playwright/test";
import { test } from "../fixtures.ts";
import type { Inspector } from "../inspector.ts";
import { Artisan } from "../pages/artisan.ts";
import { Shopper } from "../pages/shopper.ts";
import type { Lang } from "../words.ts";

const FOLDER = resolve(import.meta.dirname, "../pictures");
const SHOP = "cooperative-el-mensej";
const LANGS: Lang[] = ["ar", "fr", "en"];
const WIDE = { width: 1280, height: 900 };
const NARROW = { width: 390, height: 844 };

const PAGES: [string, string][] = [
  ["home", ""],
  ["category", "/categories/rugs-and-textiles"],
  ["shop", `/shops/${SHOP}`],
  ["search", "/search?q=zerbia"],
  ["product", "/products/zerbia-rug"],
];

/** What waits until it is scrolled to would be missing on a picture of the whole page, and what sticks would hide something. */
async function unroll(page: Page): Promise<void> {
  await page.evaluate(async () => {
    for (const element of document.querySelectorAll<HTMLElement>("body *")) {
      const { contentVisibility, position } = getComputedStyle(element);
      if (contentVisibility === "auto") element.style.contentVisibility = "visible";
      if (position === "sticky") Object.assign(element.style, { position: "relative", inset: "auto" });
    }
    const pictures = [...document.images];
    for (const picture of pictures) picture.loading = "eager";
    await Promise.all(pictures.map((picture) => picture.decode().catch(() => undefined)));
  });
}

/** Takes the four pictures of the page that is open. */
async function take(page: Page, inspector: Inspector, name: string): Promise<void> {
  await unroll(page);
  for (const size of [WIDE, NARROW]) {
    await page.setViewportSize(size);
    for (const colours of ["light", "dark"] as const) {
      if (size.width < 1_000) await inspector.examineColours(page, colours);
      else await page.emulateMedia({ colorScheme: colours });
      const path = resolve(FOLDER, `${name}-${size.width}-${colours}.jpg`);
      await page.screenshot({ path, fullPage: true, animations: "disabled", type: "jpeg", quality: 85 });
    }
  }
  await page.setViewportSize(WIDE);
  await page.emulateMedia({ colorScheme: "light" });
}

for (const lang of LANGS) {
  test(`pictures in ${lang}`, async ({ page, inspector }) => {
    test.setTimeout(300_000);
    const shopper = new Shopper(page, inspector, lang, true);
    for (const [name, path] of PAGES) {
      await shopper.open(path);
      await take(page, inspector, `${name}-${lang}`);
    }
    await shopper.addToCart();
    await take(page, inspector, `cart-${lang}`);
    await shopper.openCheckout();
    await take(page, inspector, `checkout-${lang}`);
    await shopper.open("/sign-in");
    await take(page, inspector, `sign-in-${lang}`);
    const artisan = new Artisan(page, inspector, lang, SHOP);
    await artisan.signIn();
    await take(page, inspector, `studio-${lang}`);
  });
}
