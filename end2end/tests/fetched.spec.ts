// What a page makes the browser fetch.
import { expect, test } from "../fixtures.ts";
import { Shopper } from "../pages/shopper.ts";

test("a page without an island loads no browser build", async ({ page, inspector, lang }) => {
  for (const path of ["", "/cart", "/sign-in"]) {
    await page.goto(`/${lang}${path}`);
    await inspector.examine(page);
    if (await page.locator("leptos-island").count()) continue;
    expect(inspector.fetched.filter((file) => !file.endsWith(".css"))).toEqual([]);
  }
});

test("a product page fetches the configurator and nothing of the studio", async ({ page, inspector, lang, javaScriptEnabled }) => {
  await page.goto(`/${lang}`);
  await inspector.examine(page);
  const first = page.locator(`main a[href^="/${lang}/products/"]`).first();
  await page.goto((await first.getAttribute("href")) ?? "");
  await inspector.examine(page);
  const builds = inspector.fetched.filter((file) => file.endsWith(".wasm"));
  // Without scripts nothing of the build is fetched at all.
  if (javaScriptEnabled === false) expect(inspector.fetched.filter((file) => !file.endsWith(".css"))).toEqual([]);
  else expect(builds.length).toBeGreaterThan(0);
  expect(builds.filter((file) => /studio/i.test(file))).toEqual([]);
});

test("a first view fetches at most two fonts", async ({ page, inspector, lang }) => {
  const fonts: string[] = [];
  page.on("request", (request) => {
    if (request.url().endsWith(".woff2")) fonts.push(new URL(request.url()).pathname);
  });
  await page.goto(`/${lang}`);
  await inspector.examine(page);
  expect(fonts.length, fonts.join(", ")).toBeLessThanOrEqual(2);
});

test("the page holds at phone width without scrolling sideways", async ({ page, inspector, lang }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`/${lang}`);
  await inspector.examine(page);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(overflow).toBeLessThanOrEqual(0);
});

test("a drawing that cannot be fetched is sketched, and drawn as soon as it can be", async ({ page, inspector, lang, javaScriptEnabled }) => {
  const scripts = javaScriptEnabled !== false;
  const shopper = new Shopper(page, inspector, lang, scripts);
  inspector.expectMessage(/Failed to load resource|Failed to fetch/);
  await page.route(/\/pkg\/split_draw_/, (route) => route.abort());
  await shopper.open("/products/thuya-box");
  const sketched = page.locator('#picture path[fill="none"][stroke-width="4"][stroke-linecap="round"]');
  const sizes = page.locator('#design [name="o[size]"]');
  await sizes.last().check();
  if (scripts) await expect(sketched).toHaveCount(1);
  await page.unroute(/\/pkg\/split_draw_/);
  await sizes.first().check();
  if (!scripts) await shopper.update();
  await expect(sketched, "the server draws it in any case").toHaveCount(0);
});
