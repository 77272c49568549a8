// A studio page that is open shows what changes elsewhere, and never takes away what is being typed.
import { expect, test } from "../fixtures.ts";
import { Artisan } from "../pages/artisan.ts";

const SHOPS = ["atelier-tafoukt", "cooperative-tafsut", "cooperative-el-mensej", "cooperative-dfira", "atelier-ayour"];

test("an open page follows the workshop and keeps what is typed", async ({ page, inspector, lang, workshop, javaScriptEnabled }) => {
  const artisan = new Artisan(page, inspector, lang, SHOPS[workshop] ?? "");
  await artisan.signIn();
  const studio = new URL(page.url()).pathname;
  const shop = studio.split("/").pop() ?? "";

  // A material of its own, so that no other test moves it.
  await artisan.open(`${studio}/new-material`);
  const form = page.locator('form[action="/api/save_material"]');
  await form.locator("#name_fr").fill("Fil qui bouge");
  await form.locator("#unit").selectOption("millimetre");
  await artisan.follow(form.locator('button[type="submit"]'));
  await expect(page).toHaveURL(/\/materials\/fil-qui-bouge/);
  const material = new URL(page.url()).pathname.split("/").pop() ?? "";
  const { origin } = new URL(page.url());
  // Somebody else of the shop, in another window.
  const receive = async (amount: string) => {
    const answer = await page.request.post("/api/record_receipt", {
      headers: { origin, "sec-fetch-site": "same-origin" },
      form: { lang, shop, material, amount },
      maxRedirects: 0,
    });
    expect(answer.status()).toBe(303);
  };
  const level = page.locator('[data-level="on_hand"] data').first();
  const before = await level.getAttribute("value");
  if (javaScriptEnabled === false) {
    await receive("1 m");
    await expect(level, "the page stays as it was made").toHaveAttribute("value", before ?? "");
    await page.reload();
    await expect(level).toHaveAttribute("value", String(Number(before) + 1000));
    return;
  }
  const stream = page.waitForResponse((answer) => answer.url().endsWith(`/studio/${shop}/live`));
  await page.reload();
  expect((await stream).status()).toBe(200);
  await receive("1 m");
  await expect(level).toHaveAttribute("value", String(Number(before) + 1000));
  await expect(page.locator("#news")).not.toBeEmpty();
  await inspector.examine(page);

  const amount = page.locator('form[action="/api/record_receipt"] #amount');
  await amount.fill("7 m");
  await receive("2 m");
  await expect(level, "the rest of the page follows").toHaveAttribute("value", String(Number(before) + 3000));
  await expect(amount, "what is typed stays").toHaveValue("7 m");
  await expect(amount, "and the focus with it").toBeFocused();
  await artisan.follow(page.locator('form[action="/api/record_receipt"] button[type="submit"]'));
  await expect(level).toHaveAttribute("value", String(Number(before) + 10_000));
});
