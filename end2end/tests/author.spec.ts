// An artisan builds a box from nothing: through the pages, with the keyboard alone, by the names that are read to her. She
// makes a value that her rules never allow, is told, mends it, and publishes; then a shopper meets her rules.
import { expect, test } from "../fixtures.ts";
import { Artisan } from "../pages/artisan.ts";
import { Keyboard } from "../pages/keyboard.ts";
import { words, type Lang } from "../words.ts";
import type { Locator, Page } from "@playwright/test";

const SHOP = "atelier-tafoukt";
const LANGS: Lang[] = ["ar", "fr", "en"];
type Words = Record<Lang, string>;

const size: Words = { ar: "الحجم", fr: "Taille", en: "Size" };
const sizes: Words[] = [
  { ar: "صغير", fr: "Petit", en: "Small" },
  { ar: "كبير", fr: "Grand", en: "Large" },
];
const inlay: Words = { ar: "التطعيم", fr: "Marqueterie", en: "Inlay" };
const inlays: Words[] = [
  { ar: "خشب الليمون", fr: "Citronnier", en: "Lemon wood" },
  { ar: "صدف", fr: "Nacre", en: "Nacre" },
];
const engraving: Words = { ar: "اسم على الغطاء", fr: "Nom sur le couvercle", en: "Name on the lid" };
const letter: Words = { ar: "حرف", fr: "Lettre", en: "Letter" };
const why: Words = { ar: "الصدف ينكسر على الغطاء الصغير.", fr: "La nacre casse sur le petit couvercle.", en: "Nacre breaks on the small lid." };
const sawing: Words = { ar: "النشر والصقل", fr: "Débit et ponçage", en: "Sawing and sanding" };

class Author {
  constructor(
    private readonly page: Page,
    private readonly keys: Keyboard,
    private readonly lang: Lang,
  ) {}

  private t(key: string, values: Record<string, string> = {}): string {
    return words(this.lang, `products.${key}`, values);
  }

  /** Writes a text in all three languages. */
  async say(label: string, text: Words, within: Page | Locator = this.page): Promise<void> {
    const order = [this.lang, ...LANGS.filter((lang) => lang !== this.lang)];
    for (const lang of order) {
      await this.keys.write(within.getByLabel(`${this.t(label)} ${this.t(`lang_${lang}`)}`, { exact: true }), text[lang]);
    }
  }

  async write(label: string, text: string, within: Page | Locator = this.page): Promise<void> {
    await this.keys.write(within.getByLabel(this.t(label), { exact: true }), text);
  }

  async save(): Promise<void> {
    await this.keys.enter(this.page.getByRole("button", { name: this.t("save"), exact: true }));
  }

  async button(key: string): Promise<void> {
    await this.keys.enter(this.page.getByRole("button", { name: this.t(key), exact: true }));
  }

  async part(key: string): Promise<void> {
    await this.keys.enter(this.page.getByRole("link", { name: this.t(key), exact: true }));
  }

  value(number: number): Locator {
    return this.page.getByRole("group", { name: this.t("value_number", { n: String(number) }), exact: true });
  }

  /** Opens a part of the form that is folded up. */
  async unfold(name: string, within: Page | Locator = this.page): Promise<void> {
    const summary = within.locator("summary").filter({ hasText: new RegExp(`^\\s*${name}\\s*$`) });
    await this.keys.to(summary);
    if (!(await summary.evaluate((element) => (element.parentElement as HTMLDetailsElement).open))) {
      await this.page.keyboard.press("Enter");
    }
  }

  fieldset(key: string): Locator {
    return this.page.getByRole("group", { name: this.t(key), exact: true });
  }

  async choice(label: Words, values: Words[], first: (value: Locator, at: number) => Promise<void>): Promise<void> {
    await this.button("add_choice");
    await this.say("label", label);
    for (const [at, text] of values.entries()) {
      await this.say("value_label", text, this.value(at + 1));
      if (at === 0) await this.keys.choose(this.value(1).getByRole("radio", { name: this.t("default_value") }));
      await first(this.value(at + 1), at);
    }
    await this.save();
  }

  /** Where the author is after a part without mistakes. */
  async expectWhole(): Promise<void> {
    await expect(this.page.locator("main")).toContainText(this.t("saved"));
  }
}

test("an artisan builds a box, is warned of a value that her rules never allow, mends it and publishes", async ({ page, inspector, lang, javaScriptEnabled }, info) => {
  test.setTimeout(480_000);
  const t = (key: string, values: Record<string, string> = {}) => words(lang, `products.${key}`, values);
  const artisan = new Artisan(page, inspector, lang, SHOP);
  const keys = new Keyboard(page, inspector);
  const author = new Author(page, keys, lang);
  await artisan.signIn();
  const mark = `${info.project.name}-${info.repeatEachIndex}`;
  const name: Words = { ar: `صندوق ${mark}`, fr: `Coffret ${mark}`, en: `Box ${mark}` };

  await keys.enter(page.getByRole("link", { name: t("products"), exact: true }));
  await author.button("new");
  for (const text of ["name", "summary", "story", "care"]) await author.say(text, name);
  await author.save();
  await author.expectWhole();

  await author.part("basics");
  await keys.pick(page.getByLabel(t("category"), { exact: true }), { ar: "خشب العرعار", fr: "Bois de thuya", en: "Thuya wood" }[lang]);
  await author.write("base_price", "360");
  await author.write("lead_days", "6");
  await author.write("length", "20");
  await author.save();
  await author.part("basics");
  await expect(page.locator("#f-dimensions-length"), "a length without its unit is in the unit of the hint").toHaveValue("20 cm");
  for (const [side, cm] of [["length", "20 cm"], ["width", "14 cm"], ["height", "9 cm"]] as const) await author.write(side, cm);
  await author.save();
  await author.expectWhole();

  await author.part("picture");
  await keys.pick(page.getByLabel(t("preview"), { exact: true }), words(lang, "looks.kind_box"));
  await author.save();
  await keys.pick(page.getByLabel(words(lang, "looks.slot_wood"), { exact: true }), words(lang, "looks.burl"));
  await author.save();
  await keys.enter(page.getByRole("link", { name: t("back") }));

  await author.choice(size, sizes, async (value, at) => {
    if (at === 0) return;
    await author.unfold(t("sets"), value);
    for (const [side, cm] of [["length", "28 cm"], ["width", "19 cm"], ["height", "12 cm"]] as const) await author.write(side, cm, value);
  });
  await author.expectWhole();
  await author.choice(inlay, inlays, async (value, at) => {
    await author.unfold(t("look_value"), value);
    await keys.pick(value.getByLabel(words(lang, "looks.slot_inlay"), { exact: true }), words(lang, at === 0 ? "looks.lemon" : "looks.nacre"));
  });
  await author.expectWhole();
  await author.button("add_text");
  await author.say("label", engraving);
  await author.write("max_chars", "14");
  await keys.space(page.getByLabel(t("lettering"), { exact: true }));
  await author.save();
  await author.expectWhole();

  await author.button("add_price");
  await author.say("price_label", letter);
  await author.write("price_amount", "12,50");
  await keys.pick(page.getByLabel(t("per"), { exact: true }), t("per_character", { name: engraving[lang] }));
  await author.save();
  await author.expectWhole();
  await author.button("add_recipe");
  await keys.pick(page.getByLabel(t("material"), { exact: true }), (await page.locator('option[value="thuya-sawn"]').innerText()).trim());
  await author.write("material_amount", "12 dm3");
  await author.write("waste", "50");
  await author.save();
  await author.expectWhole();
  await author.button("add_work");
  await author.say("work_label", sawing);
  await author.write("work_minutes", "160");
  await author.save();
  await author.expectWhole();

  // A rule that forgets its "when": nacre can never be had.
  await author.button("add_rule");
  await keys.choose(page.getByRole("radio", { name: t("says_none"), exact: true }));
  await author.unfold(inlay[lang], author.fieldset("then"));
  await keys.space(author.fieldset("then").getByLabel(inlays[1]![lang], { exact: true }));
  await author.say("rule_reason", why);
  await author.save();
  const quoted = (name: string) => t("quoted", { name });
  const dead = t("find_dead", { value: quoted(`${inlay[lang]}: ${inlays[1]![lang]}`), rules: quoted(why[lang]) });
  await expect(page.locator(".notice.bad"), "she is told at once, what and why").toContainText(dead);
  await author.button("publish");
  await expect(page.locator(".notice.bad").first(), "nothing is published").toContainText(t("not_ready"));

  // She says when.
  await keys.enter(page.getByRole("link", { name: why[lang], exact: true }));
  await author.unfold(size[lang], author.fieldset("when"));
  await keys.space(author.fieldset("when").getByLabel(sizes[0]![lang], { exact: true }));
  await author.save();
  await author.expectWhole();
  await expect(page.locator(".notice.bad")).toHaveCount(0);

  // A price or a reason may follow the name.
  const named = (name: string) => page.getByRole("radio", { name: new RegExp(`^${name}`) });
  const [small, large] = sizes.map((size) => named(size[lang])) as [Locator, Locator];
  // What is taken by default is no wish: only a small box that was chosen stands against nacre.
  const chooseSmall = async () => {
    await keys.choose(large);
    await keys.choose(small);
  };
  await author.part("see");
  await chooseSmall();
  if (javaScriptEnabled === false) await keys.enter(page.getByRole("button", { name: t("see_try") }));
  await expect(page.locator(".why").filter({ hasText: why[lang] }), "as the shopper will see it").toHaveCount(1);
  await keys.enter(page.getByRole("link", { name: t("back") }));
  await author.button("publish");
  await expect(page.locator("main")).toContainText(t("published"));

  await keys.enter(page.getByRole("link", { name: t("in_shop"), exact: true }));
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(name[lang]);
  await expect(page.locator("#price")).toContainText("360");
  const nacre = named(inlays[1]![lang]);
  const update = async () => {
    if (javaScriptEnabled === false) await keys.enter(page.getByRole("button", { name: words(lang, "configurator.update") }));
  };
  await chooseSmall();
  await update();
  await expect(nacre).toHaveAttribute("data-blocked", "");
  await keys.choose(large);
  await update();
  await expect(nacre, "her rule leaves it to the large box").not.toHaveAttribute("data-blocked", "");
});
