// What an artisan does in the studio. Levels and movements are read from the <data value> elements of the page: the
// amount in the material's base unit.
import { expect, type Browser, type Locator, type Page } from "@playwright/test";
import type { Inspector } from "../inspector.ts";
import { words, type Lang } from "../words.ts";

export type Step = "confirm" | "start" | "finish" | "ship";

export type Role = "coordinator" | "maker";

export interface Movement {
  kind: string;
  amount: number;
  order: string;
}

export interface Level {
  on_hand: number;
  reserved: number;
  allocated: number;
  available: number;
}

export class Artisan {
  constructor(
    readonly page: Page,
    private readonly inspector: Inspector,
    private readonly lang: Lang,
    private readonly shop: string,
  ) {}

  /** A person of the shop, signed in on a device of her own. */
  static async enter(browser: Browser, inspector: Inspector, lang: Lang, shop: string, as: Role): Promise<Artisan> {
    const context = await browser.newContext();
    inspector.watch(context);
    const artisan = new Artisan(await context.newPage(), inspector, lang, shop);
    await artisan.signIn(as);
    return artisan;
  }

  private get studio(): string {
    return `/${this.lang}/studio/${this.shop}`;
  }

  async open(path: string): Promise<void> {
    await this.page.goto(path);
    await this.inspector.examine(this.page);
  }

  async follow(target: Locator): Promise<void> {
    const arrived = this.page.waitForEvent("framenavigated", (frame) => frame === this.page.mainFrame());
    await target.click();
    await arrived;
    await this.inspector.examine(this.page);
  }

  async signIn(as: Role = "coordinator"): Promise<void> {
    await this.open(`/${this.lang}/sign-in`);
    const form = this.page.locator('form[action="/api/sign_in"]');
    await form.locator('[name="email"]').fill(`${as}@${this.shop}.example`);
    await form.locator('[name="password"]').fill("mogador-demo");
    await this.follow(form.locator("button").first());
    await expect(this.page).toHaveURL(new RegExp(`${this.studio}$`));
  }

  async openOrder(order: string): Promise<void> {
    await this.open(`${this.studio}/orders`);
    await this.follow(this.page.locator(`[data-order-number="${order}"] a, a[data-order-number="${order}"]`).first());
  }

  /** One step of the order; the page answers with the state that it led to. */
  async take(step: Step, state: string): Promise<void> {
    const button = this.page
      .locator(`form[action="/api/advance_order"]:has(input[name="step"][value="${step}"]) button`)
      .or(this.page.locator(`form[action="/api/advance_order"] button[name="step"][value="${step}"]`));
    await this.follow(button.first());
    await expect(this.page.locator("[data-state]").first()).toHaveAttribute("data-state", state);
  }

  /** Hands all pieces of the order over, where somebody else did not, and lets them pass; ends on the page of the order. */
  async make(order: string, handOver = true): Promise<void> {
    await this.openOrder(order);
    const works = await this.page
      .locator("a[data-work]")
      .evaluateAll((all) => all.map((link) => link.getAttribute("href") ?? ""));
    for (const work of works) {
      await this.open(work);
      if (handOver) {
        await this.follow(this.page.locator('form:has(input[name="step"][value="hand_over"]) button').first());
      }
      await this.follow(this.page.locator('form:has(input[name="verdict"][value="passed"]) button').first());
      await expect(this.page.locator("p[data-production]")).toHaveAttribute("data-production", "completed");
    }
    await this.openOrder(order);
  }

  /** What a piece of this order brought, on the statement that is open. */
  share(order: string): Locator {
    return this.page.locator("[data-share]").filter({ hasText: `${words(this.lang, "making.order_line", { number: order })} · ` });
  }

  /** Sends a form; the first of that address where there are several. */
  async send(action: string, within: Locator = this.page.locator("main")): Promise<void> {
    await this.follow(within.locator(`form[action="/api/${action}"] button[type="submit"]:not([hidden])`).first());
  }

  /** Slugs of all materials of the shop. */
  async materials(): Promise<string[]> {
    await this.open(`${this.studio}/materials`);
    const links = this.page.locator(`main a[href^="${this.studio}/materials/"]`);
    const addresses = await links.evaluateAll((all) => all.map((link) => link.getAttribute("href") ?? ""));
    return [...new Set(addresses)].map((address) => address.split("/").pop() ?? "");
  }

  async material(slug: string): Promise<{ level: Level; movements: Movement[] }> {
    await this.open(`${this.studio}/materials/${slug}`);
    const level: Level = { on_hand: 0, reserved: 0, allocated: 0, available: 0 };
    for (const name of Object.keys(level) as (keyof Level)[]) {
      level[name] = Number(await this.page.locator(`[data-level="${name}"] data`).first().getAttribute("value"));
    }
    const movements = await this.page.locator("[data-movement]").evaluateAll((rows) =>
      rows.map((row) => ({
        kind: row.getAttribute("data-movement") ?? "",
        amount: Number(row.querySelector("data")?.getAttribute("value")),
        order: row.getAttribute("data-order-number") ?? "",
      })),
    );
    return { level, movements };
  }
}

/** The movements that came since a page was looked at; the latest stand first. */
export function since(before: Movement[], after: Movement[]): Movement[] {
  return after.slice(0, after.length - before.length);
}

/** What the movements add up to; the level that the page shows must be the same. */
export function sumOf(movements: Movement[]): Level {
  const level: Level = { on_hand: 0, reserved: 0, allocated: 0, available: 0 };
  for (const { kind, amount } of movements) {
    if (["receipt", "adjustment", "transfer", "output", "return"].includes(kind)) level.on_hand += amount;
    else if (kind === "reservation") level.reserved += amount;
    else if (kind === "allocation") level.allocated += amount;
    else if (kind === "release") level.allocated -= amount;
    else if (kind === "consumption") {
      level.on_hand -= amount;
      level.allocated -= amount;
    } else if (kind === "scrap") level.on_hand -= amount;
    else throw new Error(`unknown movement ${kind}`);
  }
  level.available = level.on_hand - level.reserved - level.allocated;
  return level;
}
