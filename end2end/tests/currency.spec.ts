// A reader takes euros: prices show them large, dirhams stay what is charged, from the piece to the order.
import { expect, test } from "../fixtures.ts";
import { ESSAOUIRA, Shopper } from "../pages/shopper.ts";
import { words } from "../words.ts";

test("prices in euros go along from the piece to the order, which is charged in dirhams", async ({ page, inspector, lang, javaScriptEnabled }) => {
  const shopper = new Shopper(page, inspector, lang, javaScriptEnabled !== false);
  await shopper.open("/products/thuya-burl-bowl");
  const dirhams = await page.locator("#price").innerText();
  await expect(page.locator("#charged")).toHaveCount(0);

  const wish = await shopper.customise();
  const followed = () => expect(page, "the address has the design, or its draft").toHaveURL(/[?&](draft=|o(\[|%5B))/);
  await followed();
  await page.locator('form[action="/api/choose_currency"] button[value="EUR"]').click();
  await expect(page.locator("#price")).toContainText("€");
  await inspector.examine(page);
  await expect(page.locator(`input[name="o[${wish.group}]"][value="${wish.value}"]`), "the design goes along").toBeChecked();
  await expect(page.locator('.currencies [aria-pressed="true"]')).toHaveText(words(lang, "currency.eur"));
  await expect(page.locator(".product-head")).toContainText(words(lang, "currency.charged"));

  // What the browser says after a click is what the server says of the same address.
  await shopper.open("/products/thuya-burl-bowl");
  await expect(page.locator("#charged")).toHaveText(dirhams);
  await shopper.customise();
  await followed();
  const told = await page.locator("#price, #charged, #bar-price, #bar-charged").allInnerTexts();
  await page.reload();
  expect(await page.locator("#price, #charged, #bar-price, #bar-charged").allInnerTexts()).toEqual(told);

  await shopper.addToCart();
  await expect(page.locator(".piece-price")).toContainText("€");
  await expect(page.locator(".sum-total")).toContainText("€");
  await shopper.openCheckout();
  await expect(page.locator(".way").first()).toContainText("€");
  await shopper.fill(ESSAOUIRA);
  await shopper.buyNow();
  await expect(page.locator(".shown-order")).toContainText("€");
  await expect(page.locator(".order-whole .sum-total"), "dirhams are what is to be paid").not.toContainText("€");

  await shopper.open("");
  await page.locator('form[action="/api/choose_currency"] button[value="MAD"]').click();
  await expect(page.locator(".card-price").first()).not.toContainText("€");
  await inspector.examine(page);
});
