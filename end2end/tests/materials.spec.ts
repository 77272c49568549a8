// An artisan describes a material of her own, takes it in as a lot, counts it, and is told what to mend.
import { expect, test } from "../fixtures.ts";
import { Artisan } from "../pages/artisan.ts";

const SHOPS = ["atelier-tafoukt", "cooperative-tafsut", "cooperative-el-mensej", "cooperative-dfira", "atelier-ayour"];

test("an artisan writes about a material, receives a lot and counts it", async ({ page, inspector, lang, workshop }) => {
  test.setTimeout(120_000);
  const artisan = new Artisan(page, inspector, lang, SHOPS[workshop] ?? "");
  await artisan.signIn();
  const studio = new URL(page.url()).pathname;
  const send = async (action: string) => {
    await artisan.follow(page.locator(`form[action="/api/${action}"] button[type="submit"]`));
  };

  await artisan.open(`${studio}/new-material`);
  const form = page.locator('form[action="/api/save_material"]');
  await form.locator("#name_fr").fill("Fil d’essai");
  await form.locator("#unit").selectOption("millimetre");
  await form.locator("#pack").selectOption("skein");
  await form.locator("#holds").fill("400 kg");
  await send("save_material");
  await expect(form.locator("#holds"), "what is wrong is typed still").toHaveValue("400 kg");
  await expect(page.locator("#holds-error")).toBeVisible();
  await form.locator("#holds").fill("400 m");
  await form.locator("#threshold").fill("2 skeins");
  await form.locator("#waste").fill("12,5");
  await send("save_material");
  await expect(page).toHaveURL(/\/materials\/fil-d-essai(-\d+)?\?notice=saved$/);

  const receipt = page.locator('form[action="/api/record_receipt"]');
  await receipt.locator("#amount").fill("3 skeins");
  await receipt.locator("#price").fill("450,50");
  await receipt.locator("#supplier").fill("Brahim");
  await receipt.locator("summary").click();
  await receipt.locator("#certificate").fill("T-26-118");
  await send("record_receipt");
  await expect(page.locator("[data-lot]")).toHaveCount(1);
  await expect(page.locator('[data-level="on_hand"] data').first()).toHaveAttribute("value", "1200000");

  const count = page.locator('form[action="/api/record_stocktake"]');
  await count.locator("#lot").selectOption({ index: 1 });
  await count.locator("#counted").fill("2,5 écheveaux");
  await count.locator("#reason").fill("une souris");
  await send("record_stocktake");
  await expect(page.locator('[data-level="on_hand"] data').first()).toHaveAttribute("value", "1000000");
  await expect(page.locator("[data-lot] data").first()).toHaveAttribute("value", "1000000");

  const slug = new URL(page.url()).pathname.split("/").pop() ?? "";
  await artisan.open(`${studio}/stocktake`);
  const line = page.locator(`[data-material="${slug}"]`);
  await line.locator('[name^="counted"]').fill("2 skeins");
  await send("record_whole_stocktake");
  await expect(line.locator(".error"), "a difference wants its reason").toBeVisible();
  await expect(line.locator('[name^="counted"]')).toHaveValue("2 skeins");
  await line.locator('[name^="reason"]').selectOption("spoilt");
  await line.locator('[name^="note"]').fill("mouillé");
  await send("record_whole_stocktake");
  await expect(page).toHaveURL(/\/materials\?notice=counted$/);
  await artisan.open(`${studio}/materials/${slug}`);
  await expect(page.locator('[data-level="on_hand"] data').first()).toHaveAttribute("value", "800000");
  await expect(page.locator("[data-lot] data").first(), "the lot gave it").toHaveAttribute("value", "800000");
});
