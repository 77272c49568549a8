// A wish that cannot be made, with the keyboard alone: she reads why, takes the way out, and orders.
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { parse } from "smol-toml";
import { expect, test } from "../fixtures.ts";
import { Keyboard } from "../pages/keyboard.ts";
import { ESSAOUIRA } from "../pages/shopper.ts";
import { words, type Lang } from "../words.ts";

type Words = Record<Lang, string>;
interface Box {
  group: { key: string; label: Words; value?: { key: string; label: Words }[] }[];
  rule: { reason: Words }[];
}

const box = parse(readFileSync(resolve(import.meta.dirname, "../../seeds/products/thuya-box.toml"), "utf8")) as unknown as Box;

function label(lang: Lang, group: string, value: string): string {
  const found = box.group.find((one) => one.key === group)?.value?.find((one) => one.key === value);
  if (!found) throw new Error(`the box has no ${group} ${value}`);
  return found.label[lang];
}

test("an impossible wish is explained, mended and ordered with the keyboard alone", async ({ page, inspector, lang, javaScriptEnabled }) => {
  test.setTimeout(180_000);
  const scripts = javaScriptEnabled !== false;
  const keys = new Keyboard(page, inspector);
  await page.goto(`/${lang}/products/thuya-box`);
  await inspector.examine(page);
  const radio = (group: string, value: string) => page.getByRole("radio", { name: label(lang, group, value) });
  const update = page.getByRole("button", { name: words(lang, "configurator.update") });

  await keys.choose(radio("size", "small"));
  await keys.choose(radio("motif", "star"));
  if (!scripts) await keys.enter(update);

  const reason = box.rule[3]?.reason[lang] ?? "";
  await expect(page.locator("#notice"), "the artisan says why").toContainText(reason);
  await expect(radio("motif", "star"), "the wish stands as it was made").toBeChecked();
  await expect(radio("size", "small")).toBeChecked();
  const group = box.group[0]?.label[lang] ?? "";
  const changes = words(lang, "configurator.becomes", { group, to: label(lang, "size", "medium") });
  const way = page.getByRole("button", { name: words(lang, "configurator.keep", { kept: label(lang, "motif", "star"), changes }) });
  if (scripts) {
    await keys.to(way);
    await page.keyboard.press("Enter");
    await expect(radio("motif", "star"), "the wish that was kept has the focus").toBeFocused();
    await inspector.examine(page);
  } else {
    await keys.enter(way);
  }
  await expect(radio("motif", "star")).toBeChecked();
  await expect(radio("size", "medium"), "the smallest change was made").toBeChecked();
  await expect(page.locator("#notice")).not.toContainText(reason);

  await keys.enter(page.getByRole("button", { name: words(lang, "configurator.add"), exact: true }));
  await expect(page.locator("main")).toContainText(label(lang, "motif", "star"));
  await keys.enter(page.getByRole("button", { name: words(lang, "cart.checkout") }));
  for (const field of ["name", "phone", "street", "city", "postcode"] as const) {
    await keys.write(page.locator(`form[action="/api/place_order"] [name="${field}"]`), ESSAOUIRA[field]);
  }
  await keys.choose(page.locator('[name="delivery"][value="home"]'));
  await keys.space(page.locator('[name="accepted"]'));
  await keys.enter(page.locator('form[action="/api/place_order"] button:not([formaction]):not([aria-hidden])').first());
  await expect(page).toHaveURL(new RegExp(`/${lang}/orders/[0-9a-f]{32}$`));
  await expect(page.locator("main"), "the order shows what was mended").toContainText(label(lang, "size", "medium"));
});
