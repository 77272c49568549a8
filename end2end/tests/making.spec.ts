// A piece is made: the coordinator begins the order, a maker works on it with hours and a photograph, the check finds
// something, then lets it pass; the maker's statement says what she earned, and the shopper sees how it grew.
import { expect, test } from "../fixtures.ts";
import { Artisan } from "../pages/artisan.ts";
import { Shopper } from "../pages/shopper.ts";

test("a maker works on a piece, the check sends it back, then lets it pass", async ({ page, browser, inspector, lang, workshop, javaScriptEnabled }) => {
  test.setTimeout(240_000);
  const shopper = new Shopper(page, inspector, lang, javaScriptEnabled !== false);
  const { shop, order } = await shopper.buy(workshop);
  const coordinator = await Artisan.enter(browser, inspector, lang, shop, "coordinator");
  await coordinator.openOrder(order);
  await coordinator.take("confirm", "confirmed");
  await coordinator.take("start", "in_production");
  const work = (await coordinator.page.locator("a[data-work]").first().getAttribute("href")) ?? "";
  const id = work.split("/").pop() ?? "";

  const maker = await Artisan.enter(browser, inspector, lang, shop, "maker");
  const bench = maker.page;
  const studio = new URL(bench.url()).pathname;
  await expect(bench.locator(`a[href^="${studio}/orders"]`), "orders are not hers").toHaveCount(0);
  expect((await bench.request.get(`${studio}/orders`)).status()).toBe(404);
  await maker.follow(bench.locator(`[data-work="${id}"] a`));
  await maker.follow(bench.locator('form[action="/api/move_stage"] button').first());
  await expect(bench.locator('[data-stage-state="begun"]')).toHaveCount(1);
  await maker.follow(bench.locator('form[action="/api/record_hours"] button[name="quick"][value="30"]').first());
  await expect(bench.locator('[data-minutes="30"]')).toHaveCount(1);
  const typed = bench.locator('form[action="/api/record_hours"]').first();
  await typed.locator('[name="minutes"]').fill("-5");
  await maker.follow(typed.locator("button.button-primary"));
  await expect(typed.locator(".error"), "it says what to mend").toBeVisible();
  await expect(typed.locator('[name="minutes"]'), "and keeps what was typed").toHaveValue("-5");

  const photo = bench.locator('[data-mark="30"] form[action="/upload/picture"]');
  const picture = await bench.locator("main .design").first().screenshot();
  await photo.locator('input[type="file"]').setInputFiles({ name: "bench.png", mimeType: "image/png", buffer: picture });
  await maker.follow(photo.locator("button"));
  await expect(bench.locator('[data-mark="30"] [data-picture]')).toHaveCount(1);
  const handOver = bench.locator('form:has(input[name="step"][value="hand_over"]) button').first();
  await maker.follow(handOver);
  await expect(bench.locator('form[action="/api/record_check"]'), "she made it").toHaveCount(0);

  await coordinator.openOrder(order);
  await coordinator.take("finish", "in_production");
  await expect(coordinator.page.locator(".notice.warn"), "nobody looked at it").toBeVisible();
  await coordinator.open(work);
  const looks = coordinator.page;
  const failed = looks.locator('form:has(input[name="verdict"][value="failed"])');
  await coordinator.follow(failed.locator("button"));
  await expect(failed.locator(".error"), "what is wrong has to be said").toBeVisible();
  await failed.locator('[name="note"]').fill("la charnière");
  await coordinator.follow(failed.locator("button"));
  await expect(looks.locator('[data-check="failed"]')).toContainText("la charnière");
  await maker.open(work);
  await maker.follow(handOver);
  await coordinator.make(order, false);
  await coordinator.take("finish", "ready");

  await maker.open(studio);
  await maker.follow(bench.locator(`a[href^="${studio}/statements/"]`));
  const share = maker.share(order);
  const making = await share.getAttribute("data-making");
  expect(await share.getAttribute("data-share"), "she alone made it: the whole making price is hers").toBe(making);
  expect(Number(await bench.locator("dd[data-minutes]").getAttribute("data-minutes"))).toBeGreaterThanOrEqual(30);

  await page.reload();
  await inspector.examine(page);
  await expect(page.locator('figure[data-mark="30"] img'), "the shopper sees it grow").toHaveCount(1);
  await coordinator.page.context().close();
  await bench.context().close();
});
