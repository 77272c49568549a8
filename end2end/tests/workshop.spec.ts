// A rug from the wool to the parcel, on the telephone that lies in the workshop: the coordinator receives wool and dyes, an
// order counts on a lot that comes too late, a maker weaves it, the check sends it back. Every figure that a page shows is
// reckoned here once more.
import { expect, test } from "../fixtures.ts";
import { Artisan, since, sumOf } from "../pages/artisan.ts";
import * as reckoning from "../pages/reckoning.ts";
import { duration, later, longDay, money } from "../pages/reckoning.ts";
import { Shopper } from "../pages/shopper.ts";
import { words } from "../words.ts";

const SHOP = "cooperative-el-mensej";
const KG = 1_000_000;
const isolated = (text: string) => `\u2068${text}\u2069`;

test("wool is received and dyed, a rug of an unusual size is promised, endangered, woven, checked, sent and paid", async ({ page, browser, inspector, lang }) => {
  test.setTimeout(600_000);
  const [shop, product] = [reckoning.readShop(SHOP), reckoning.readProduct("zerbia-rug")];
  const material = (slug: string) => shop.material.find((one) => one.slug === slug)?.name[lang] ?? "";
  const mark = Date.now().toString(36);
  const coordinator = await Artisan.enter(browser, inspector, lang, SHOP, "coordinator");
  const desk = coordinator.page;
  const studio = new URL(desk.url()).pathname;
  expect(desk.viewportSize()?.width, "a telephone").toBe(390);

  // Wool comes in kilos; the level and the ledger tell it in milligrams.
  const wool = await coordinator.material("wool-white");
  const today = await desk.locator('form[action="/api/record_receipt"] #came').inputValue();
  await desk.locator("#amount").fill("40 kg");
  await desk.locator("#supplier").fill(`Hmad ${mark}`);
  await desk.locator("#price").fill("3600");
  await coordinator.send("record_receipt");
  const lot = desk.locator("[data-lot]").filter({ hasText: `Hmad ${mark}` });
  await expect(lot.locator("data").first(), "nothing of the lot is used").toHaveAttribute("value", String(40 * KG));
  await expect(lot.locator("data").nth(1)).toHaveAttribute("value", String(40 * KG));
  const received = await coordinator.material("wool-white");
  // Another test may have taken wool meanwhile; then that stands in the ledger as well.
  const came = since(wool.movements, received.movements);
  expect(came).toContainEqual({ kind: "receipt", amount: 40 * KG, order: "" });
  expect(received.level.on_hand - wool.level.on_hand, "the level rose by what came").toBe(sumOf(came).on_hand);
  expect(received.level).toEqual(sumOf(received.movements));

  // A batch and a half of madder red, of which a little is stained.
  const [asked, stained] = [7.5 * KG, 0.3 * KG];
  const inputs = reckoning.batch(shop, "wool-madder", asked);
  const red = await coordinator.material("wool-madder");
  await coordinator.follow(desk.locator('a[href$="/materials/wool-madder/make"]'));
  await desk.locator("#amount").fill("7.5 kg");
  await coordinator.follow(desk.locator('button[formmethod="get"]'));
  const takes = async (when: string) => {
    await expect(desk.locator("[data-input]"), when).toHaveCount(inputs.size);
    for (const [slug, amount] of inputs) {
      await expect(desk.locator(`[data-input="${slug}"] data`), `${slug}, ${when}`).toHaveAttribute("value", String(amount));
    }
  };
  await takes("before it is planned");
  await coordinator.follow(desk.locator('form[action="/api/plan_batch"] button.button-primary'));
  await expect(desk).toHaveURL(/\/batches\/[0-9a-f-]{36}\?notice=planned$/);
  const bath = new URL(desk.url()).pathname;
  await takes("as planned");
  await coordinator.send("start_batch");
  await takes("as taken");
  const finish = desk.locator('form[action="/api/complete_batch"]');
  await finish.locator("#good").fill("7.2 kg");
  await finish.locator("summary").click();
  await finish.locator("#scrap").fill("300 g");
  await finish.locator("#cause").selectOption("failed");
  await finish.locator("#note").fill("taches");
  await coordinator.send("complete_batch");
  const dyed = desk.locator('section[aria-labelledby="made"] li');
  await expect(dyed.locator("data")).toHaveAttribute("value", String(asked));
  await coordinator.follow(dyed.locator("a"));
  for (const [slug, amount] of inputs) {
    const from = desk.locator('[data-level="0"]').filter({ hasText: material(slug) }).locator("data");
    const parts = await from.evaluateAll((all) => all.map((one) => Number(one.getAttribute("value"))));
    expect(parts.reduce((sum, part) => sum + part, 0), `the red wool was made from ${slug}`).toBe(amount);
  }
  for (const [slug, amount] of inputs) {
    await coordinator.open(`${studio}/materials/${slug}`);
    const used = desk.locator('[data-movement="consumption"]').filter({ has: desk.locator(`a[href$="${bath}"]`) });
    await expect(used.locator("data"), `${slug} went into the bath`).toHaveAttribute("value", String(amount));
  }
  const reddened = await coordinator.material("wool-madder");
  // Both were written in one instant, in whatever order.
  expect(since(red.movements, reddened.movements).sort((one, other) => one.amount - other.amount)).toEqual([
    { kind: "scrap", amount: stained, order: "" },
    { kind: "output", amount: asked, order: "" },
  ]);
  expect(reddened.level.on_hand - red.level.on_hand, "what is good lies on the shelf").toBe(asked - stained);

  // How the workshop works, for the days of the promises.
  await coordinator.open(`${studio}/calendar`);
  const hours = desk.locator('form:has(input[name="what"][value="hours"])');
  const week: number[] = [];
  for (let day = 0; day < 7; day += 1) week.push(Number(await hours.locator(`[name="h[${day}]"]`).inputValue()) * 60);
  await expect(hours.locator('[name="margin"]'), "no days are added to a promise").toHaveValue("0");

  // The mice were at the weld: there is too little of it for a rug with a yellow motif.
  const YELLOW = "yellow-and-brown-dyes";
  const [left, bought, paid] = [0.2 * KG, 3 * KG, 48_050];
  await coordinator.open(`${studio}/materials/${YELLOW}`);
  await desk.locator("#counted").fill("200 g");
  await desk.locator("#reason").fill("les souris");
  await coordinator.send("record_stocktake");
  await expect(desk.locator('[data-level="available"] data').first()).toHaveAttribute("value", String(left));
  await coordinator.open(`${studio}/materials`);
  const supply = Number(await desk.locator('form[action="/api/set_supply_days"] [name="days"]').inputValue());

  const design = { length: 2370, width: 1430, chosen: { pile: "high", field: "natural", motif: "lozenge", motif_tone: "saffron" } };
  const price = reckoning.price(product, design);
  const bill = reckoning.bill(product, design);
  const steps = reckoning.steps(product, design);
  const minutes = steps.reduce((sum, step) => sum + step.minutes, 0);
  const needed = bill.get(YELLOW) ?? 0;
  expect(needed).toBeGreaterThan(left);
  const shopper = new Shopper(page, inspector, lang, true);
  await shopper.open("/products/zerbia-rug");
  await shopper.write("length", "237");
  await shopper.write("width", "143");
  for (const [group, value] of Object.entries(design.chosen)) await shopper.choose({ group, value });
  await expect(page.locator("#price")).toHaveText(money(price));
  const promised = async (arrives: string) => {
    const day = reckoning.doneOn(arrives, minutes, week);
    await expect(page.locator("#notice"), "it says what has to come first").toContainText(
      words(lang, "configurator.not_before", { day: longDay(arrives), material: material(YELLOW) }),
    );
    await expect(page.locator("#ready"), "work begins with the dye").toHaveText(words(lang, "configurator.ready", { day: longDay(day) }));
    return day;
  };
  const again = async () => {
    await page.reload();
    await inspector.examine(page);
  };
  await promised(later(today, supply));

  // More of it is ordered, for a day before it could be had otherwise.
  const [expected, late] = [later(today, 12), later(today, 19)];
  await coordinator.open(`${studio}/new-purchase`);
  const first = desk.locator("fieldset[data-line]").first();
  await first.locator('[name^="material"]').selectOption(YELLOW);
  await first.locator('[name^="amount"]').fill("3 kg");
  await first.locator('[name^="price"]').fill("480,50");
  await first.locator('[name^="day"]').fill(expected);
  await coordinator.follow(desk.locator('button[name="then"]'));
  const state = desk.locator("[data-purchase-state]");
  await expect(state).toHaveAttribute("data-purchase-state", "ordered");
  const purchase = new URL(desk.url()).pathname;
  await again();
  const promise = await promised(expected);
  await expect(page.locator("#price"), "the address keeps the design").toHaveText(money(price));

  await shopper.addToCart();
  await expect(page.locator(".sum-total .money")).toHaveText(money(price));
  const order = await shopper.order();
  const link = page.url();
  await expect(page.locator(".piece-price .money")).toHaveText(money(price));
  const day = page.locator('[data-step="ready"] time');
  await expect(day, "what was shown is what is promised").toHaveAttribute("datetime", promise);
  const mine = (await coordinator.material(YELLOW)).movements.filter((movement) => movement.order === order);
  expect(mine, "what there is of the dye is the order's").toEqual([{ kind: "allocation", amount: left, order }]);

  // The supplier is late. The order that counts on him is named before anything is changed.
  const name = product.name[lang];
  const now = reckoning.doneOn(late, minutes, week);
  await coordinator.open(purchase);
  const moved = desk.locator('details:has(> form input[name="what"][value="move_day"])');
  await moved.locator("> summary").click();
  await moved.locator('[name="day"]').fill(late);
  await coordinator.follow(moved.locator("button").first());
  const says = { number: order, promised: longDay(promise), now: longDay(now) };
  await expect(desk.locator("#problem")).toContainText(words(lang, "studio.danger_line", says));
  await coordinator.follow(desk.locator("#problem form button"));
  await expect(desk).toHaveURL(/notice=move_day$/);
  const why = words(lang, "studio.wait_material", { material: material(YELLOW), day: longDay(late) });
  await coordinator.open(studio);
  const endangered = desk.locator(`[data-late="${order}"]`);
  await expect(endangered).toContainText(words(lang, "studio.late_line", { ...says, product: isolated(name) }));
  await expect(endangered, "with its cause").toContainText(why);
  await coordinator.open(`${studio}/queue`);
  const queued = desk.locator(`li[data-order="${order}"]`);
  await expect(queued).toContainText(words(lang, "planning.late"));
  await expect(queued).toContainText(why);
  await expect(queued, "the promise stands as it was given").toContainText(words(lang, "studio.promised", { day: longDay(promise) }));
  await again();
  await expect(day, "and so it does for the shopper").toHaveAttribute("datetime", promise);
  const wishes = Object.entries({ length: "237", width: "143", ...design.chosen }).map(([group, value]) => [`o[${group}]`, value]);
  await shopper.open(`/products/zerbia-rug?${new URLSearchParams(wishes)}`);
  expect(await promised(late), "whoever comes now is told a later day").toBe(later(promise, 7));

  // It comes after all, and the order has what it needs.
  await coordinator.open(purchase);
  await desk.locator('details:has(> form[action="/api/receive_purchase"]) > summary').click();
  await coordinator.send("receive_purchase");
  await expect(state).toHaveAttribute("data-purchase-state", "closed");
  await coordinator.open(studio);
  await expect(endangered, "nothing is late any more").toHaveCount(0);
  for (const [slug, amount] of bill) {
    const { level, movements } = await coordinator.material(slug);
    expect(level).toEqual(sumOf(movements));
    const all = sumOf(movements.filter((movement) => movement.order === order));
    expect(all.allocated, `${slug} is kept for the rug`).toBe(amount);
  }
  await coordinator.openOrder(order);
  await coordinator.take("confirm", "confirmed");
  await coordinator.take("start", "in_production");
  const work = (await desk.locator("a[data-work]").first().getAttribute("href")) ?? "";

  // She weaves it, step by step, writes down her hours and takes photographs.
  const maker = await Artisan.enter(browser, inspector, lang, SHOP, "maker");
  const bench = maker.page;
  await maker.follow(bench.locator(`[data-work="${work.split("/").pop()}"] a`));
  await expect(bench.locator("[data-stage]")).toHaveCount(steps.length);
  const typed = bench.locator('form[action="/api/record_hours"]').first();
  const wrote: number[] = [];
  const write = async (text: string, minutes: number) => {
    await typed.locator('[name="minutes"]').fill(text);
    await maker.follow(typed.locator("button.button-primary"));
    await expect(bench.locator(`[data-minutes="${minutes}"]`)).toHaveCount(1);
    wrote.push(minutes);
  };
  const photograph = async (at: number) => {
    const form = bench.locator(`[data-mark="${at}"] form[action="/upload/picture"]`);
    // The same file would be the same picture.
    const buffer = await bench.screenshot({ clip: { x: 0, y: 0, width: 200 + at, height: 200 } });
    await form.locator('input[type="file"]').setInputFiles({ name: `rug-${at}.png`, mimeType: "image/png", buffer });
    await maker.follow(form.locator("button"));
    await expect(bench.locator(`[data-mark="${at}"] [data-picture]`)).toHaveCount(1);
  };
  const entries = [["3:45", 225], ["5h20", 320], ["75", 75], ["40", 40]] as const;
  for (const [at, step] of steps.entries()) {
    const stage = bench.locator("[data-stage]").nth(at);
    await expect(stage).toContainText(step.label[lang]);
    await expect(stage).toContainText(words(lang, "making.planned", { time: duration(step.minutes) }));
    await maker.follow(bench.locator('.next-step form[action="/api/move_stage"] button'));
    await expect(stage).toHaveAttribute("data-stage-state", "begun");
    const entry = entries[at];
    if (entry) await write(...entry);
    if (at < 3) await photograph([30, 60, 100][at] ?? 0);
    await maker.follow(bench.locator('.next-step form[action="/api/move_stage"] button'));
    await expect(stage).toHaveAttribute("data-stage-state", "done");
  }
  const lost = 0.15 * KG;
  await bench.locator('details:has(> form[action="/api/record_work_scrap"]) > summary').click();
  await bench.locator("#scrap-material").selectOption("wool-white");
  await bench.locator("#scrap-amount").fill("150 g");
  await bench.locator("#scrap-cause").selectOption("cut_wrong");
  await maker.send("record_work_scrap");
  await expect(bench.locator('[data-cause="cut_wrong"] data')).toHaveAttribute("value", String(lost));
  // Another member helped with the washing; the coordinator writes that down.
  const [weaver, helper] = shop.member.map((member) => member.slug);
  const helped = 55;
  await coordinator.open(work);
  const hers = desk.locator('form[action="/api/record_hours"]').first();
  await hers.locator('[name="member"]').selectOption(helper ?? "");
  await hers.locator('[name="minutes"]').fill(String(helped));
  await coordinator.follow(hers.locator("button.button-primary"));
  await expect(desk.locator(`[data-minutes="${helped}"]`)).toHaveCount(1);

  // The check finds something, she mends it, and it passes.
  const handOver = bench.locator('form:has(input[name="step"][value="hand_over"]) button').first();
  await maker.open(work);
  await maker.follow(handOver);
  await expect(bench.locator('form[action="/api/record_check"]'), "she made it").toHaveCount(0);
  await coordinator.open(work);
  const failed = desk.locator('form:has(input[name="verdict"][value="failed"])');
  await failed.locator('[name="note"]').fill("une frange est courte");
  await coordinator.follow(failed.locator("button"));
  await expect(desk.locator('[data-check="failed"]')).toContainText("une frange est courte");
  await maker.open(work);
  await expect(bench.locator('[data-check="failed"]'), "she reads what to mend").toContainText("une frange est courte");
  await expect(bench.locator("[data-stage]").last(), "the last step is open again").toHaveAttribute("data-stage-state", "begun");
  await write("20", 20);
  await maker.follow(handOver);
  await coordinator.make(order, false);
  await coordinator.take("finish", "ready");
  await coordinator.take("ship", "shipped");
  for (const [slug, amount] of bill) {
    const { level, movements } = await coordinator.material(slug);
    expect(level).toEqual(sumOf(movements));
    const used = movements.filter((movement) => movement.order === order && movement.kind === "consumption");
    expect(used.reduce((sum, movement) => sum + movement.amount, 0), `${slug} went into the rug`).toBe(amount);
  }

  // What it brought her: her part of the making price, by the minutes.
  await coordinator.open(`${studio}/statements`);
  const percent = Number(await desk.locator("#percent").inputValue());
  const making = reckoning.part(price, percent * 10, 1_000);
  const own = wrote.reduce((sum, minutes) => sum + minutes, 0);
  const [earned, helps] = reckoning.shares(making, [own, helped]);
  expect(own).toBe(225 + 320 + 75 + 40 + 20);
  const statement = async (artisan: Artisan, of: string | undefined, minutes: number, part: number | undefined) => {
    await artisan.open(`${studio}/statements/${of}`);
    const share = artisan.share(order);
    await expect(share).toHaveAttribute("data-making", String(making));
    await expect(share).toHaveAttribute("data-share", String(part));
    await expect(share.locator(".money")).toHaveText(money(part ?? 0));
    await expect(share).toContainText(duration(minutes));
    const line = words(lang, "making.order_line", { number: order });
    const hours = artisan.page.locator('section[aria-labelledby="hours"] li').filter({ has: artisan.page.locator("span", { hasText: new RegExp(`· ${line}$`) }) });
    await expect(hours).toHaveCount(1);
    await expect(hours.locator(".amount")).toHaveText(duration(minutes));
    const sum = Number(await artisan.page.locator("dd[data-minutes]").getAttribute("data-minutes"));
    expect(sum, "all her hours, with those of other orders").toBeGreaterThanOrEqual(minutes);
    const shares = await artisan.page.locator("[data-share]").evaluateAll((all) => all.map((one) => Number(one.getAttribute("data-share"))));
    await expect(artisan.page.locator("dd[data-earned]")).toHaveAttribute("data-earned", String(shares.reduce((sum, one) => sum + one, 0)));
  };
  await statement(maker, weaver, own, earned);
  await statement(coordinator, helper, helped, helps);

  // What it took, and what an hour of it brought the workshop. What has no price is used first and costs nothing.
  const dear = needed - left;
  const cost = paid - reckoning.part(paid, bought - dear, bought);
  await coordinator.open(`${studio}/efficiency`);
  expect(await desk.evaluate(() => document.documentElement.scrollWidth), "tables scroll in their cards").toBe(390);
  const card = desk.locator("li.efficiency").filter({ has: desk.getByRole("heading", { name: name }) });
  await expect(card.locator("h3")).toContainText("· 1 piece");
  const fact = (key: string) => card.locator(".facts > div").filter({ hasText: words(lang, `planning.${key}`) }).locator("dd");
  await expect(fact("sold_for")).toHaveText(money(price));
  await expect(fact("material_cost")).toHaveText(money(cost));
  await expect(fact("planned_hours")).toHaveText(duration(minutes));
  await expect(fact("used_hours")).toHaveText(duration(own + helped));
  await expect(fact("hourly")).toHaveText(money(Math.floor(((price - cost) * 60) / (own + helped))));
  await expect(card, "one promise, and it was kept").toContainText(words(lang, "planning.kept_share", { share: isolated("100 %"), all: "1" }));
  await expect(card.locator("tbody tr")).toHaveCount(bill.size);
  for (const [slug, amount] of bill) {
    const row = card.locator("tbody tr").filter({ hasText: material(slug) });
    const used = amount + (slug === "wool-white" ? lost : 0);
    await expect(row.locator("td").nth(0).locator("data"), `${slug} planned`).toHaveAttribute("value", String(amount));
    await expect(row.locator("td").nth(1).locator("data"), `${slug} used`).toHaveAttribute("value", String(used));
    await expect(row.locator("td").nth(2), `${slug}, how much of it is in the rug`).toContainText(`${Math.floor((amount * 100) / used)} %`);
    await expect(row.locator("td").nth(3)).toHaveText(slug === YELLOW ? `${money(cost)} ${words(lang, "planning.partly_unpriced")}` : words(lang, "planning.unpriced"));
  }

  await page.goto(link);
  await inspector.examine(page);
  await expect(page.locator("[data-state]").first(), "the shopper sees that it left").toHaveAttribute("data-state", "shipped");
  for (const at of [30, 60, 100]) await expect(page.locator(`figure[data-mark="${at}"] img`), "and how it grew").toHaveCount(1);
  await desk.context().close();
  await bench.context().close();
});
