// Mistakes in the address: every field is kept, each mistake has its sentence, and nothing typed shows in the address bar.
import { expect, test } from "../fixtures.ts";
import { ESSAOUIRA, Shopper } from "../pages/shopper.ts";
import { words } from "../words.ts";

test("an address with three mistakes comes back with everything that was typed", async ({ page, inspector, lang, workshop, javaScriptEnabled }) => {
  const shopper = new Shopper(page, inspector, lang, javaScriptEnabled !== false);
  await shopper.findPiece(workshop);
  await shopper.addToCart();
  await shopper.openCheckout();
  const typed = { ...ESSAOUIRA, name: "Salma", phone: "12", street: "", postcode: "4400", note: "après 17 h, مرحبا" };
  await shopper.fill(typed);
  await shopper.placeOrder();

  await expect(page).toHaveURL(new RegExp(`/${lang}/checkout\\?draft=[0-9a-f]{32}$`));
  for (const name of ["name", "phone", "street", "city", "postcode", "note"] as const) {
    await expect(page.locator(`[name="${name}"]`)).toHaveValue(typed[name]);
  }
  await expect(page.locator('[name="delivery"][value="home"]')).toBeChecked();
  for (const wrong of ["phone", "street", "postcode"]) {
    await expect(page.locator(`[name="${wrong}"]`)).toHaveAttribute("aria-invalid", "true");
    await expect(page.locator(`#${wrong}-error`)).not.toBeEmpty();
  }
  await expect(page.locator("#errors li"), "the list at the top has them in the order of the form").toHaveCount(3);
  const order = await page.locator("#errors a").evaluateAll((links) => links.map((link) => link.getAttribute("href")));
  expect(order).toEqual(["#phone", "#street", "#postcode"]);
  await expect(page.locator('[name="phone"]'), "the first wrong field has the focus").toBeFocused();

  await shopper.fill(ESSAOUIRA);
  await shopper.buyNow();
});

test("an address abroad is told kindly that it cannot pay yet, and keeps cart and form", async ({ page, inspector, lang, workshop, javaScriptEnabled }) => {
  const shopper = new Shopper(page, inspector, lang, javaScriptEnabled !== false);
  await shopper.findPiece(workshop);
  await shopper.addToCart();
  await shopper.openCheckout();
  await shopper.fill({ ...ESSAOUIRA, country: "FR", city: "Lyon", phone: "+33 6 12 34 56 78" });
  await shopper.placeOrder();

  await expect(page).toHaveURL(new RegExp(`/${lang}/checkout\\?draft=[0-9a-f]{32}$`));
  await expect(page.locator("#problem")).toContainText(words(lang, "checkout.abroad_title"));
  await expect(page.locator("#problem")).toBeFocused();
  await expect(page.locator('[name="country"]')).toHaveValue("FR");
  await expect(page.locator('[name="city"]')).toHaveValue("Lyon");
  await expect(page.locator('[name="accepted"]')).toBeChecked();

  await shopper.fill(ESSAOUIRA);
  await shopper.buyNow();
});

test("a second post and the back button lead to the same order", async ({ page, inspector, lang, workshop, javaScriptEnabled }) => {
  const shopper = new Shopper(page, inspector, lang, javaScriptEnabled !== false);
  await shopper.findPiece(workshop);
  await shopper.addToCart();
  await shopper.openCheckout();
  await shopper.fill(ESSAOUIRA);
  const fields = () =>
    shopper.form("place_order").evaluate((form: HTMLFormElement) => [...new FormData(form).entries()].map(([name, value]) => [name, String(value)]));
  let form = await fields();
  await shopper.placeOrder();
  // The form that led to the order is the one that agreed to its day.
  for (let tries = 0; tries < 3 && (await shopper.isAskedAboutLaterDay()); tries += 1) {
    form = await fields();
    await shopper.placeOrder();
  }
  const confirmation = page.url();
  const again = await page.request.post("/api/place_order", {
    headers: { origin: new URL(confirmation).origin, "sec-fetch-site": "same-origin" },
    form: Object.fromEntries(form),
    maxRedirects: 0,
  });
  expect(again.status()).toBe(303);
  expect(new URL(again.headers()["location"] ?? "", confirmation).href).toBe(confirmation);

  await page.goBack();
  await inspector.examine(page);
  // A browser that asks the server anew is led to the order already.
  if (await shopper.form("place_order").count()) await shopper.placeOrder();
  await expect(page).toHaveURL(confirmation);
});
