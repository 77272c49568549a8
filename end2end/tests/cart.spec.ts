// The cart: pieces of one shop, how many, and none.
import { expect, test } from "../fixtures.ts";
import { Shopper } from "../pages/shopper.ts";
import { words } from "../words.ts";

test("pieces are counted anew and taken out; an empty cart leads on", async ({ page, inspector, lang, workshop, javaScriptEnabled }) => {
  const shopper = new Shopper(page, inspector, lang, javaScriptEnabled !== false);
  await shopper.findPiece(workshop);
  await shopper.addToCart();
  const one = await page.locator(".sum-total .money").innerText();
  await shopper.setQuantity(3);
  await expect(page.locator('[name="quantity"]')).toHaveValue("3");
  await expect(page.locator(".sum-total .money")).not.toHaveText(one);
  await expect(page.locator(".piece .money").first(), "one shop, one line: its price is the total").toHaveText(
    await page.locator(".sum-total .money").innerText(),
  );

  await shopper.changePiece();
  await expect(page.locator('#design [name="quantity"]'), "what was wanted is still there").toHaveValue("3");
  const wish = await shopper.customise();
  const label = await shopper.labelOf(wish);
  await shopper.addToCart();
  await expect(page.locator(".piece"), "the changed piece takes the place of the old one").toHaveCount(1);
  await expect(page.locator(".piece")).toContainText(label);
  await expect(page.locator('[name="quantity"]')).toHaveValue("3");

  await shopper.removePiece();
  await expect(page.locator("main")).toContainText(words(lang, "cart.empty_title"));
  await expect(shopper.form("open_checkout")).toHaveCount(0);
  await shopper.open("/checkout");
  await expect(page, "there is nothing to buy").toHaveURL(new RegExp(`/${lang}/cart$`));
});
