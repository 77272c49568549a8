// The whole way once, in each project: from the home page to a placed order for a customised piece, then the artisan
// takes it from new to shipped and the ledger agrees with the levels.
import { expect, test } from "../fixtures.ts";
import { Artisan, sumOf } from "../pages/artisan.ts";
import { Shopper } from "../pages/shopper.ts";

test("a shopper buys a customised piece and the workshop makes it", async ({ page, browser, inspector, lang, workshop, javaScriptEnabled }) => {
  test.setTimeout(240_000);
  const shopper = new Shopper(page, inspector, lang, javaScriptEnabled !== false);
  const { shop, order } = await shopper.buy(workshop);

  const context = await browser.newContext();
  inspector.watch(context);
  const artisan = new Artisan(await context.newPage(), inspector, lang, shop);
  await artisan.signIn();

  const taken: { slug: string; amount: number }[] = [];
  for (const slug of await artisan.materials()) {
    const { level, movements } = await artisan.material(slug);
    expect(level, `${slug}: the level is the sum of its ledger`).toEqual(sumOf(movements));
    const mine = movements.filter((movement) => movement.order === order);
    expect(mine.every((movement) => movement.kind === "allocation")).toBe(true);
    const amount = mine.reduce((sum, movement) => sum + movement.amount, 0);
    if (amount > 0) taken.push({ slug, amount });
  }
  expect(taken.length, "placing the order allocated its materials").toBeGreaterThan(0);

  await artisan.openOrder(order);
  await expect(artisan.page.locator("[data-state]").first()).toHaveAttribute("data-state", "placed");
  await artisan.take("confirm", "confirmed");
  await artisan.take("start", "in_production");
  await artisan.make(order);
  await artisan.take("finish", "ready");
  await artisan.take("ship", "shipped");

  for (const { slug, amount } of taken) {
    const { level, movements } = await artisan.material(slug);
    expect(level, `${slug}: the level is the sum of its ledger`).toEqual(sumOf(movements));
    const consumed = movements.filter((movement) => movement.order === order && movement.kind === "consumption");
    expect(consumed.reduce((sum, movement) => sum + movement.amount, 0), `${slug}: what was promised was taken`).toBe(amount);
  }

  await page.reload();
  await inspector.examine(page);
  await expect(page.locator("[data-state]").first(), "the shopper sees it").toHaveAttribute("data-state", "shipped");
  await context.close();
});
