// The form of a product: what is typed stays, what is chosen is found again, and one press adds one piece.
import { expect, test } from "../fixtures.ts";
import { Shopper } from "../pages/shopper.ts";
import { words } from "../words.ts";

test("a length that cannot be made stays as it was typed and is not bought", async ({ page, inspector, lang, javaScriptEnabled }) => {
  const scripts = javaScriptEnabled !== false;
  const shopper = new Shopper(page, inspector, lang, scripts);
  await shopper.open("/products/zerbia-rug");
  const length = page.locator('#design [name="o[length]"]');
  await length.fill("999");
  await length.blur();
  if (scripts) await expect(length).toHaveAttribute("aria-invalid", "true");
  await expect(length).toHaveValue("999");

  const back = page.waitForURL(/\?draft=[0-9a-f]{32}$/);
  await length.press("Enter");
  await back;
  await expect(length, "the server sends it back as it was").toHaveValue("999");
  await expect(length).toHaveAttribute("aria-invalid", "true");
  await expect(length, "and leads to it").toBeFocused();
  await inspector.examine(page);
  await shopper.open("/cart");
  await expect(page.locator("main")).toContainText(words(lang, "cart.empty_title"));
});

test("several extras are taken, found again and bought, once for two presses", async ({ page, inspector, lang, javaScriptEnabled }) => {
  const scripts = javaScriptEnabled !== false;
  const shopper = new Shopper(page, inspector, lang, scripts);
  await shopper.open("/products/thuya-box");
  const extra = (key: string) => page.locator(`#design [name="o[extras.${key}]"]`);
  await extra("tray").check();
  await extra("lock").check();
  if (scripts) {
    await expect(page).toHaveURL(/o\[extras\.tray\]=1&o\[extras\.lock\]=1/);
    await page.reload();
    await inspector.examine(page);
    await expect(extra("tray"), "loading anew finds the design again").toBeChecked();
    await extra("tray").uncheck();
    await extra("tray").check();
    for (const link of await page.locator(".languages a").all()) {
      await expect(link, "the other languages get it too").toHaveAttribute("href", /o(\[|%5B)extras\.tray(\]|%5D)=1/);
    }
  } else {
    await shopper.update();
  }
  await expect(extra("tray")).toBeChecked();
  await expect(extra("lock")).toBeChecked();

  await shopper.addToCartTwice();
  await expect(page.locator(".piece")).toHaveCount(1);
  await expect(page.locator('[name="quantity"]'), "two presses of one button are one wish").toHaveValue("1");
  await expect(page.locator(".piece dd").filter({ hasText: " + " }), "both extras are named").toHaveCount(1);
});

const OUTLINE = { ar: "محيط قدمك", fr: "Contour de votre pied", en: "Outline of your foot" };
const isolated = (text: string) => `\u2068${text}\u2069`;

test("a picture that is given with a design stays with it, with all that was chosen, until it is taken away", async ({ page, inspector, lang, javaScriptEnabled }) => {
  const scripts = javaScriptEnabled !== false;
  const shopper = new Shopper(page, inspector, lang, scripts);
  const t = (key: string) => words(lang, `configurator.${key}`);
  await shopper.open("/products/raffia-belgha");
  const size = page.locator('#design [name="o[size]"]');
  const file = page.locator('#design input[type="file"]');
  await size.fill("41");
  await size.blur();
  const given = page.getByRole("img", { name: t("picture_alt").replace("{option}", isolated(OUTLINE[lang])) });
  const send = async (name: string, mimeType: string, buffer: Buffer, place: string) => {
    const before = page.url();
    await file.setInputFiles({ name, mimeType, buffer });
    // With scripts it is on its way as soon as it is chosen, and the page stays.
    if (!scripts) await page.getByRole("button", { name: t("picture_send") }).click();
    await page.waitForURL((url) => url.href !== before && /[?&]draft=[0-9a-f]{32}/.test(url.search) && (scripts || url.hash.startsWith(place)));
    await inspector.examine(page);
    await expect(size, "nothing that was typed is lost").toHaveValue("41");
  };
  await send("notes.txt", "image/png", Buffer.from("no picture at all"), "#f-");
  await expect(page.locator(".why[role=alert]")).toContainText("JPEG");
  if (!scripts) await expect(file, "there is something to mend").toBeFocused();
  await expect(given).toHaveCount(0);
  await send("foot.png", "image/png", await page.locator(".top").screenshot(), "#p-");
  await expect(given).toBeVisible();
  await expect(page.locator("#breakdown"), "what it costs is said").toContainText("60");

  await shopper.addToCart();
  const alt = words(lang, "cart.given_picture").replace("{option}", isolated(OUTLINE[lang]));
  await expect(page.locator(".piece").getByRole("link", { name: alt.split("{name}")[0] }), "whose picture it is").toBeVisible();
  await expect(page.locator(".piece figcaption")).toHaveText(OUTLINE[lang]);
  await page.goBack();
  await inspector.examine(page);
  await page.getByRole("button", { name: t("picture_remove") }).click();
  await page.waitForURL(/\?draft=[0-9a-f]{32}#p-\d+$/);
  await inspector.examine(page);
  await expect(given).toHaveCount(0);
});

test("what is chosen while a picture is on its way stays, and a broken connection loses nothing", async ({ page, inspector, lang, javaScriptEnabled }) => {
  test.skip(javaScriptEnabled === false, "without scripts the form is sent as a whole");
  const shopper = new Shopper(page, inspector, lang, true);
  const t = (key: string) => words(lang, `configurator.${key}`);
  inspector.expectMessage(/Failed to load resource|Failed to fetch/);
  await shopper.open("/products/raffia-belgha");
  const size = page.locator('#design [name="o[size]"]');
  const toe = page.locator('#design [name="o[toe]"]');
  const said = page.locator(".said");
  const given = page.getByRole("img", { name: t("picture_alt").replace("{option}", isolated(OUTLINE[lang])) });
  const choose = page.locator("label.button", { hasText: t("picture_choose") });
  await expect(choose).toBeVisible();
  expect((await choose.boundingBox())?.height, "easy to hit").toBeGreaterThanOrEqual(48);

  await page.route("/upload/design", (route) => route.abort());
  const foot = await page.locator(".top").screenshot();
  await page.locator('#design input[type="file"]').setInputFiles({ name: "foot.png", mimeType: "image/png", buffer: foot });
  await expect(said).toHaveText(t("picture_failed"));
  await inspector.examine(page);
  await page.unroute("/upload/design");

  let go = () => {};
  const wait = new Promise<void>((resolve) => (go = resolve));
  await page.route("/upload/design", async (route) => {
    await wait;
    await route.continue();
  });
  await page.getByRole("button", { name: t("picture_send") }).click();
  await expect(said).toHaveText(t("picture_sending"));
  await size.fill("43");
  await size.blur();
  await toe.last().check();
  go();
  await expect(given, "the picture is there").toBeVisible();
  await expect(said).toHaveText(t("picture_arrived"));
  await expect(size, "and what was chosen meanwhile").toHaveValue("43");
  await expect(toe.last()).toBeChecked();
  await expect(page.locator("#breakdown"), "what it costs is said").toContainText("60");
  await inspector.examine(page);
  await page.reload();
  await inspector.examine(page);
  await expect(given, "loading anew finds it again").toBeVisible();
  await expect(size).toHaveValue("43");
});
