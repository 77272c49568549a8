// The plan of the workshop: an order is moved and what that breaks is confirmed by name; a large order is looked at first.
import { expect, test } from "../fixtures.ts";
import { Artisan } from "../pages/artisan.ts";
import { Shopper } from "../pages/shopper.ts";

test("the workshop moves an order in its plan and asks before it accepts a large one", async ({ page, browser, inspector, lang, workshop, javaScriptEnabled }) => {
  test.setTimeout(180_000);
  const shopper = new Shopper(page, inspector, lang, javaScriptEnabled !== false);
  const { shop, order: first } = await shopper.buy(workshop);
  const { order } = await shopper.buy(workshop);

  const context = await browser.newContext();
  inspector.watch(context);
  const artisan = new Artisan(await context.newPage(), inspector, lang, shop);
  await artisan.signIn();
  const studio = new URL(artisan.page.url()).pathname;
  const visit = async (path: string) => artisan.open(`${studio}${path}`);

  await visit("/queue");
  const queue = () => artisan.page.locator("[data-order]").evaluateAll((rows) => rows.map((row) => row.getAttribute("data-order") ?? ""));
  // Orders of other tests come and go meanwhile; only this one moves what stands in the queue.
  const common = (queue: string[], other: string[]) => queue.filter((number) => other.includes(number));
  let before = await queue();
  expect(before, "both orders wait").toEqual(expect.arrayContaining([first, order]));
  expect(before.indexOf(order), "the new order stands behind the older one").toBeGreaterThan(before.indexOf(first));
  await expect(artisan.page.locator(`[data-order="${order}"] svg.strip`)).toHaveAttribute("aria-label", /\d/);
  // One place at a time, over what came between, until it is ahead.
  for (let steps = 0; before.indexOf(order) > before.indexOf(first) && steps < 10; steps += 1) {
    await artisan.follow(artisan.page.locator(`[data-order="${order}"] .moves form button`).first());
    const question = artisan.page.locator("#problem form button");
    if (await question.count()) {
      const asked = await queue();
      expect(common(asked, before), "nothing is changed before it is confirmed").toEqual(common(before, asked));
      await artisan.follow(question);
    }
    await expect(artisan.page).toHaveURL(/notice=moved$/);
    before = await queue();
    expect(before, "both wait still").toEqual(expect.arrayContaining([first, order]));
  }
  expect(before.indexOf(order), "it stands ahead now").toBeLessThan(before.indexOf(first));

  await visit("/what-if");
  // The answer to a question that cannot be read has a status that the browser notes.
  inspector.expectMessage(/Failed to load resource.* 422/);
  await artisan.page.locator("#quantity").fill("0");
  await artisan.follow(artisan.page.locator('main form[method="get"] button'));
  await expect(artisan.page.locator("#quantity-error")).toBeVisible();
  await artisan.page.locator("#quantity").fill("12");
  await artisan.follow(artisan.page.locator('main form[method="get"] button'));
  await expect(artisan.page.locator(".place").first()).toBeVisible();

  for (const path of ["/makeable", `/shortages?order=${order}`, "/efficiency", "/calendar", ""]) await visit(path);
  await context.close();
});
