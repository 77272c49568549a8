// Where the eye goes on a picture: said by a press on it, which is a button, or by two sliders.
import { expect, test } from "../fixtures.ts";
import { Artisan } from "../pages/artisan.ts";
import { words } from "../words.ts";

test("a shop says what has to stay in sight where a picture is cut", async ({ page, inspector, lang }) => {
  const t = (key: string) => words(lang, `studio.${key}`, {});
  const artisan = new Artisan(page, inspector, lang, "cooperative-dfira");
  await artisan.signIn();
  await artisan.open(`/${lang}/studio/cooperative-dfira/pictures`);
  // Each worker has a picture of its own, or one would move what another has just set.
  await artisan.follow(page.locator(".photo-card a").nth(test.info().parallelIndex));
  const press = page.locator('input[type="image"]');
  const box = await press.boundingBox();
  if (!box) throw new Error("the picture is seen");
  expect(Math.round(box.width), "a press is said in the pixels that are shown").toBe(Number(await press.getAttribute("width")));
  const pressed = page.waitForURL(/notice=focus/);
  await press.click({ position: { x: box.width - 4, y: 4 } });
  await pressed;
  await inspector.examine(page);
  await expect(page.getByText(t("focus_saved"))).toBeVisible();
  await expect(page.locator(".shot")).toHaveClass("shot fx4 fy0");
  const place = await page.locator(".shot img").evaluate((image) => getComputedStyle(image).objectPosition);
  expect(place).toBe("100% 0%");

  // By keyboard: the sliders stand where the press was.
  const across = page.getByRole("slider", { name: t("focus_across") });
  await expect(across).toHaveValue("1000");
  await across.focus();
  for (let step = 0; step < 4; step += 1) await page.keyboard.press("ArrowLeft");
  await page.getByRole("slider", { name: t("focus_down") }).press("End");
  await artisan.follow(page.getByRole("button", { name: t("focus_save") }));
  await expect(page.locator(".shot")).toHaveClass("shot fx2 fy4");
});
