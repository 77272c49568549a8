// The plan of the workshop: an order is moved and what that breaks is confirmed by name; a large order is looked at first.
import { expect, test } from "../fixtures.ts";
import { Artisan } from "../pages/artisan.ts";
import { Shopper } from "../pages/shopper.ts";

test("the workshop moves an order in its plan and asks before it accepts a large one", async ({ page, browser, inspector, lang, workshop, javaScriptEnabled }) => {
  test.setTimeout(180_000);
  const shopper = new Shopper(page, inspector, lang, javaScriptEnabled !== false);
  const { shop } = await shopper.buy(workshop);
  const { order } = await shopper.buy(workshop);

  const context = await browser.newContext();
  inspector.watch(context);
  const artisan = new Artisan(await context.newPage(), inspector, lang, shop);
  await artisan.signIn();
  const studio = new URL(artisan.page.url()).pathname;
  const visit = async (path: string) => artisan.open(`${studio}${path}`);

  await visit("/queue");
  const queue = () => artisan.page.locator("[data-order]").evaluateAll((rows) => rows.map((row) => row.getAttribute("data-order")));
  const before = await queue();
  const place = before.indexOf(order);
  expect(place, "the new order stands behind another").toBeGreaterThan(0);
  await expect(artisan.page.locator(`[data-order="${order}"] svg.strip`)).toHaveAttribute("aria-label", /\d/);
  await artisan.page.locator(`[data-order="${order}"] .moves form button`).first().click();
  await artisan.page.waitForLoadState();
  await inspector.examine(artisan.page);
  const question = artisan.page.locator("#problem form button");
  if (await question.count()) {
    expect(await queue(), "nothing is changed before it is confirmed").toEqual(before);
    await question.click();
    await artisan.page.waitForLoadState();
    await inspector.examine(artisan.page);
  }
  await expect(artisan.page).toHaveURL(/notice=moved$/);
  expect((await queue()).indexOf(order)).toBe(place - 1);

  await visit("/what-if");
  await artisan.page.locator("#quantity").fill("0");
  await artisan.page.locator('main form[method="get"] button').click();
  await expect(artisan.page.locator("#quantity-error")).toBeVisible();
  await artisan.page.locator("#quantity").fill("12");
  await artisan.page.locator('main form[method="get"] button').click();
  await artisan.page.waitForLoadState();
  await inspector.examine(artisan.page);
  await expect(artisan.page.locator(".place").first()).toBeVisible();

  for (const path of ["/makeable", `/shortages?order=${order}`, "/efficiency", "/calendar", ""]) await visit(path);
  await context.close();
});
