// A coordinator orders from a supplier, receives in parts, gives up the rest, and takes the paper along.
import { expect, test } from "../fixtures.ts";
import { Artisan } from "../pages/artisan.ts";

const SHOPS = ["atelier-tafoukt", "cooperative-tafsut", "cooperative-el-mensej", "cooperative-dfira", "atelier-ayour"];

test("what is ordered is expected, comes in parts, and leaves a paper", async ({ page, inspector, lang, workshop }) => {
  test.setTimeout(240_000);
  const artisan = new Artisan(page, inspector, lang, SHOPS[workshop] ?? "");
  await artisan.signIn();
  const studio = new URL(page.url()).pathname;
  const send = async (action: string, within = page.locator("main"), button = 0) => {
    await artisan.follow(within.locator(`form[action="/api/${action}"] button[type="submit"]`).nth(button));
  };
  const mark = Date.now().toString(36);

  await artisan.open(`${studio}/new-material`);
  await page.locator("#name_fr").fill(`Laine ${mark}`);
  await page.locator("#unit").selectOption("milligram");
  await page.locator("#pack").selectOption("bag");
  await page.locator("#holds").fill("25 kg");
  await page.locator("#threshold").fill("60 kg");
  await send("save_material");
  const slug = new URL(page.url()).pathname.split("/").pop() ?? "";

  await artisan.open(`${studio}/new-supplier`);
  await page.locator("#name").fill(`Ali ${mark}`);
  await page.locator("#phone").fill("12");
  await page.locator(`[name="sold[${slug}]"]`).check();
  await page.locator(`[name="price[${slug}]"]`).fill("900");
  await send("save_supplier");
  await expect(page.locator("#phone-error")).toBeVisible();
  await expect(page.locator(`[name="price[${slug}]"]`), "what was typed stays").toHaveValue("900");
  await page.locator("#phone").fill("0612345678");
  await send("save_supplier");
  await expect(page.locator("[data-supplier]").filter({ hasText: mark })).toHaveCount(1);

  await artisan.open(`${studio}/purchases`);
  await send("draft_purchases");
  await expect(page).toHaveURL(/notice=drafted$/);
  await artisan.follow(page.locator("a[data-purchase]").filter({ hasText: `Ali ${mark}` }));
  const line = page.locator("[data-line]").first();
  await expect(line.locator('[name^="price"]'), "three bags at the price of the supplier").toHaveValue("2700");
  await artisan.follow(page.locator('button[name="then"]'));
  await expect(page.locator("[data-purchase-state]")).toHaveAttribute("data-purchase-state", "ordered");

  await line.locator("summary").first().click();
  await line.locator('[name="amount"]').fill("30 kg");
  await send("receive_purchase", line);
  await expect(page.locator("[data-purchase-state]")).toHaveAttribute("data-purchase-state", "partly_received");
  await expect(line.locator('[data-amount="open"] data')).toHaveAttribute("value", "45000000");

  await line.locator("summary").nth(2).click();
  await send("step_purchase", line, 1);
  await expect(page.locator("[data-purchase-state]")).toHaveAttribute("data-purchase-state", "closed");
  await expect(line.locator('[data-amount="dropped"] data')).toHaveAttribute("value", "45000000");

  await artisan.open(`${new URL(page.url()).pathname}/paper`);
  await expect(page.locator('a[href^="https://wa.me/212612345678?text="]')).toBeVisible();
  await artisan.open(`${studio}/labels/materials/${slug}`);
  await expect(page.locator(".label .qr")).toBeVisible();
  await artisan.open(`${studio}/scan`);
  await page.locator("#code").fill(slug);
  await artisan.follow(page.locator('form[method="get"] button'));
  await expect(page).toHaveURL(new RegExp(`/materials/${slug}$`));
  await artisan.open(`${studio}/export`);
  await expect(page.locator('a[href$="/export/purchases.xlsx"]')).toBeVisible();
});
