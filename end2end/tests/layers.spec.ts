// A piece that is shown by photographs laid over each other: as a shopper meets it, and as an artisan makes one.
import type { Locator } from "@playwright/test";
import { expect, test } from "../fixtures.ts";
import { Artisan } from "../pages/artisan.ts";
import { Shopper } from "../pages/shopper.ts";
import { words } from "../words.ts";

test("each choice lays its own photograph over the piece, in its colour and to its length", async ({ page, inspector, lang, javaScriptEnabled }) => {
  const scripts = javaScriptEnabled !== false;
  const shopper = new Shopper(page, inspector, lang, scripts);
  await shopper.open("/products/raffia-clutch");
  const layers = page.locator("#picture image");
  const files = () => layers.evaluateAll((all) => all.map((image) => image.getAttribute("href") ?? ""));
  const choose = async (name: string, change: () => Promise<void>): Promise<void> => {
    await change();
    if (!scripts) await shopper.update();
    await expect(page.locator(`#design [name="${name}"]`).first()).toBeVisible();
  };
  await expect(layers).toHaveCount(2);
  const before = await files();
  await choose("o[flap]", () => page.locator('#design [name="o[flap]"][value="straight"]').check());
  await expect.poll(async () => (await files())[1]).not.toBe(before[1]);
  expect((await files())[0]).toBe(before[0]);
  await choose("o[tassel.leather]", () => page.locator('#design [name="o[tassel.leather]"]').check());
  await expect(layers).toHaveCount(3);
  const tint = page.locator("#picture feColorMatrix").first();
  const natural = await tint.getAttribute("values");
  await choose("o[leather]", () => page.locator('#design [name="o[leather]"][value="blue"]').check());
  await expect(tint).not.toHaveAttribute("values", natural ?? "");
  const width = Number(await layers.first().getAttribute("width"));
  const long = page.locator('#design [name="o[length]"]');
  await choose("o[length]", async () => {
    await long.fill("32");
    await long.dispatchEvent("change");
  });
  await expect.poll(async () => Number(await layers.first().getAttribute("width"))).toBeGreaterThan(width);
  for (const file of await files()) expect((await page.request.get(file)).headers()["content-type"]).toBe("image/webp");
  await inspector.examine(page);
});

test("photographs of pieces that were made say what is seen on them", async ({ page, inspector, lang }) => {
  await page.goto(`/${lang}/products/raffia-clutch`);
  const shots = page.locator(".shots img");
  await expect(shots).toHaveCount(2);
  for (const shot of await shots.all()) {
    await shot.scrollIntoViewIfNeeded();
    expect((await shot.getAttribute("alt"))?.length).toBeGreaterThan(20);
    await expect.poll(() => shot.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
  }
  await expect(page.locator("#picture")).not.toHaveAttribute("aria-label", await page.locator("h1").innerText());
  await inspector.examine(page);
});

/** Finds the very radio button again, wherever it stands. */
async function valueOf(radio: Locator): Promise<string> {
  return `input[type="radio"][value="${await radio.getAttribute("value")}"]`;
}

test("an artisan shows a piece by her own pictures", async ({ page, inspector, lang }) => {
  const t = (key: string) => words(lang, `products.${key}`, {});
  const artisan = new Artisan(page, inspector, lang, "cooperative-dfira");
  const button = (key: string) => page.getByRole("button", { name: t(key), exact: true });
  const group = (key: string) => page.getByRole("group", { name: t(key), exact: true });
  const arrive = async (key: string, where: RegExp): Promise<void> => {
    await button(key).click();
    await page.waitForURL(where);
    await inspector.examine(page);
  };
  await artisan.signIn();
  await artisan.open(`/${lang}/studio/cooperative-dfira/products`);
  await arrive("new", /words$/);
  const product = page.url().replace(/\/words$/, "");
  await artisan.open(`${product}/picture`);
  await page.getByLabel(t("preview"), { exact: true }).selectOption("layers");
  await arrive("save", /notice=/);
  await artisan.open(`${product}/picture`);
  // The shop has six from its seeds; photographs of its work that other tests take may stand among them.
  await expect.poll(() => group("main_picture").locator("img").count()).toBeGreaterThanOrEqual(6);
  const main = await valueOf(group("main_picture").getByRole("radio").nth(2));
  await group("main_picture").locator(main).check();
  // Nobody who cannot see the picture is forgotten: each language is asked for, beside its field.
  await arrive("save", /notice=check/);
  const alts = ["ar", "fr", "en"].map((of) => page.locator(`[name="f[alt.${of}]"]`));
  for (const alt of alts) await expect(alt).toHaveAttribute("aria-invalid", "true");
  for (const alt of alts) await alt.fill("…");
  await arrive("save", /notice=saved/);
  await artisan.open(`${product}/picture`);
  await expect(group("main_picture").locator(main)).toBeChecked();

  await artisan.open(product);
  await arrive("add_choice", /group-0/);
  const first = page.locator("fieldset.value").first();
  for (const value of [0, 1]) await page.locator(`[name="f[value.${value}.label.${lang}]"]`).fill(["Alpha", "Beta"][value] ?? "");
  await first.locator("summary").filter({ hasText: t("look_value") }).click();
  const layer = first.getByRole("group", { name: t("layer"), exact: true });
  await expect(layer.getByRole("radio").first(), "a value need not have a picture").toBeChecked();
  const chosen = await valueOf(layer.getByRole("radio").nth(4));
  await layer.locator(chosen).check();
  await first.getByLabel(t("tint"), { exact: true }).selectOption("*");
  await arrive("save", /notice=check/);
  await expect(layer.locator(chosen)).toBeChecked();
});
