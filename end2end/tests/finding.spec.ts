// A shopper sorts pieces out, and finds them by words.
import type { Page } from "@playwright/test";
import { expect, test } from "../fixtures.ts";
import type { Inspector } from "../inspector.ts";

/** Goes to an address and looks at what is there. */
async function open(page: Page, inspector: Inspector, path: string): Promise<void> {
  await page.goto(path);
  await inspector.examine(page);
}

/** How many pieces the list says that there are. */
async function pieces(page: Page): Promise<number> {
  const said = (await page.locator(".sift [role=status]").textContent()) ?? "";
  return Number(/\d+/.exec(said)?.[0] ?? (said.includes("قطعتان") ? 2 : 1));
}

test("each choice says how many pieces it leaves, and can be taken back", async ({ page, inspector, lang }) => {
  await open(page, inspector, `/${lang}/pieces`);
  const all = await pieces(page);
  // The demo has 16; the artisan of another test may publish more meanwhile, of wood.
  expect(all).toBeGreaterThanOrEqual(16);
  await expect(page.locator('meta[name="robots"]'), "the whole list may be found").toHaveCount(0);
  const narrow = page.locator(".sift");
  const wool = narrow.locator('a[href$="?matter=wool"]');
  await page.locator(".sift-part").filter({ has: page.locator('a[href$="?matter=wool"]') }).locator("summary").click();
  await expect(wool).toBeVisible();
  const promised = Number(/\((\d+)\)/.exec((await wool.textContent()) ?? "")?.[1]);
  await wool.click();
  await page.waitForURL(/\?matter=wool$/);
  await inspector.examine(page);
  expect(await pieces(page)).toBe(promised);
  await expect(page.locator(".cards > li")).toHaveCount(promised);
  await expect(page.locator('meta[name="robots"]')).toHaveAttribute("content", /noindex/);

  const other = narrow.locator('a[href*="colour=red"]').first();
  const left = Number(/\((\d+)\)/.exec((await other.textContent()) ?? "")?.[1]);
  await open(page, inspector, new URL((await other.getAttribute("href")) ?? "", page.url()).href);
  expect(await pieces(page)).toBe(left);
  await expect(narrow.locator(".chip")).toHaveCount(2);
  await narrow.locator(".chip").first().click();
  await page.waitForURL(/matter=wool$|colour=red$/);
  await inspector.examine(page);
  await narrow.locator(".sift-chosen a:not(.chip)").click();
  await page.waitForURL(/\/pieces$/);
  await inspector.examine(page);
  expect(await pieces(page)).toBeGreaterThanOrEqual(all);

  await open(page, inspector, `/${lang}/pieces?sort=cheapest`);
  const prices = await page.locator(".cards .money").allTextContents();
  const amounts = prices.map((text) => Number(text.replace(/[^\d,.]/g, "").replace(/[.,](?=\d{3})/g, "").replace(",", ".").replace(/\.$/, "")));
  expect(amounts).toEqual([...amounts].sort((one, next) => one - next));
  await open(page, inspector, `/${lang}/pieces?colour=purple&matter=wool`);
  await expect(page.locator(".cards > li")).toHaveCount(0);
  await expect(narrow.locator(".chip"), "the way out of an empty list").toHaveCount(2);
});

test("pieces that are ready by a day", async ({ page, inspector, lang }) => {
  await open(page, inspector, `/${lang}/categories/argan`);
  await page.locator(".sift-part").filter({ has: page.locator('input[type="date"]') }).locator("summary").click();
  const field = page.locator('input[name="ready"]');
  const far = new Date(Date.now() + 300 * 86_400_000).toISOString().slice(0, 10);
  await field.fill(far);
  await field.locator("xpath=..").locator("button").click();
  await page.waitForURL(new RegExp(`ready=${far}`));
  await inspector.examine(page);
  await expect(page.locator(".cards > li"), "the days are known shortly after the start").not.toHaveCount(0);
  await open(page, inspector, `/${lang}/categories/argan?ready=2020-01-01`);
  await expect(page.locator(".cards > li"), "nothing was ready then").toHaveCount(0);
});

test("words are completed while they are typed", async ({ page, inspector, lang, javaScriptEnabled }) => {
  await open(page, inspector, `/${lang}/search`);
  if (javaScriptEnabled === false) {
    await page.locator("[role=search] input").fill("thuya");
    await page.locator("[role=search] button").click();
    await page.waitForURL(/\?q=thuya$/);
    await inspector.examine(page);
    await expect(page.locator(".cards > li")).not.toHaveCount(0);
    return;
  }
  const field = page.getByRole("combobox");
  await field.pressSequentially("thuy");
  const list = page.getByRole("listbox");
  await expect(list).toBeVisible();
  await inspector.examine(page);
  await field.press("ArrowDown");
  await expect(list.getByRole("option").first()).toHaveAttribute("aria-selected", "true");
  await field.press("Escape");
  await expect(list).toBeHidden();
  await field.pressSequentially("a");
  await expect(list).toBeVisible();
  await list.getByRole("option").filter({ hasText: /./ }).last().click();
  await page.waitForURL(/\/(products|categories|shops)\//);
  await inspector.examine(page);
});

test("a piece is kept on this device, and what was looked at is shown again", async ({ page, inspector, lang, javaScriptEnabled }) => {
  await open(page, inspector, `/${lang}/favourites`);
  await expect(page.locator("#favourites li")).toHaveCount(0);
  await open(page, inspector, `/${lang}/products/thuya-box`);
  const keep = page.locator("#keep");
  await expect(page.locator("#whatsapp")).toHaveAttribute("href", /^https:\/\/wa\.me\/\?text=http.*thuya-box$/);
  if (javaScriptEnabled === false) {
    await expect(keep, "without scripts there is nothing that remembers").toBeHidden();
    return;
  }
  await expect(keep).toHaveAttribute("aria-pressed", "false");
  await keep.click();
  await expect(keep).toHaveAttribute("aria-pressed", "true");
  await open(page, inspector, `/${lang}/products/zerbia-rug`);
  await page.locator(".bottom").scrollIntoViewIfNeeded();
  await expect(page.locator('#seen a[href$="/products/thuya-box"]')).toBeVisible();
  await inspector.examine(page);
  await page.goto(`/${lang}/favourites`);
  await page.waitForURL(/\?piece=thuya-box$/);
  await expect(page.locator("#favourites li")).toHaveCount(1);
  await inspector.examine(page);
  await open(page, inspector, `/${lang}/products/thuya-box`);
  await keep.click();
  await open(page, inspector, `/${lang}/favourites`);
  await expect(page.locator("#favourites li")).toHaveCount(0);
});
