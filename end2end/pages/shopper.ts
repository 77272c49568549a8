// What a shopper does, from the home page to the order page. Forms are found by their address and fields by their
// names, as docs/http.md lists them; that they carry names a person understands is axe's part.
import { expect, type Locator, type Page } from "@playwright/test";
import type { Inspector } from "../inspector.ts";
import { type Lang, words } from "../words.ts";

export interface Address {
  name: string;
  phone: string;
  email: string;
  street: string;
  city: string;
  postcode: string;
  country: string;
  delivery: "home" | "pickup_point" | "workshop";
  note: string;
}

export const ESSAOUIRA: Address = {
  name: "Salma Amrani",
  phone: "0661 23 45 67",
  email: "",
  street: "12, rue de la Skala",
  city: "Essaouira",
  postcode: "44000",
  country: "MA",
  delivery: "home",
  note: "",
};

/** One option that was changed: the group's key and the value that was chosen. */
export interface Wish {
  group: string;
  value: string;
}

export class Shopper {
  constructor(
    readonly page: Page,
    private readonly inspector: Inspector,
    private readonly lang: Lang,
    private readonly scripts: boolean,
  ) {}

  async open(path: string): Promise<void> {
    await this.page.goto(`/${this.lang}${path}`);
    await this.inspector.examine(this.page);
  }

  /** Follows a link or posts a form and examines where it leads. */
  private async follow(target: Locator): Promise<void> {
    const arrived = this.page.waitForEvent("framenavigated", (frame) => frame === this.page.mainFrame());
    await target.click();
    await arrived;
    await this.inspector.examine(this.page);
  }

  form(endpoint: string): Locator {
    return this.page.locator(`form[action="/api/${endpoint}"]`);
  }

  submit(endpoint: string): Locator {
    const buttons = "button:not([formaction]):not([aria-hidden])";
    return this.form(endpoint).locator(buttons).first();
  }

  /** From the home page over a workshop to its first piece; answers the workshop's slug. */
  async findPiece(workshop: number): Promise<string> {
    await this.open("");
    const shops = this.page.locator(`main a[href^="/${this.lang}/shops/"]`);
    const addresses = [...new Set(await shops.evaluateAll((links) => links.map((link) => link.getAttribute("href") ?? "")))];
    const address = addresses[workshop];
    expect(address, "the home page leads to every workshop").toBeTruthy();
    await this.follow(this.page.locator(`main a[href="${address}"]`).first());
    await this.follow(this.page.locator(`main a[href^="/${this.lang}/products/"]`).first());
    return (address ?? "").split("/").pop() ?? "";
  }

  /** Chooses something else than what is chosen already, in the first group that offers it. */
  async customise(): Promise<Wish> {
    const form = this.form("add_to_cart");
    const free = form.locator('input[type=radio][name^="o["]:not(:checked):not([aria-disabled=true]):not([data-blocked])');
    const radio = free.first();
    const [name, value, id] = await radio.evaluate((input: HTMLInputElement) => [input.name, input.value, input.id]);
    await this.page.locator(`label[for="${id}"]`).or(radio.locator("xpath=ancestor::label")).first().click();
    const chosen = form.locator(`input[name="${name}"][value="${value}"]`);
    await expect(chosen).toBeChecked();
    if (!this.scripts) {
      await this.follow(this.page.locator('button[formaction="/api/update_design"]').first());
      await expect(chosen, "the choice is kept by the server").toBeChecked();
    }
    return { group: (name ?? "").slice(2, -1), value: value ?? "" };
  }

  /** Takes one value of a group; there with scripts, which answer at once. */
  async choose({ group, value }: Wish): Promise<void> {
    const radio = this.form("add_to_cart").locator(`input[name="o[${group}]"][value="${value}"]`);
    await this.page.locator(`label[for="${await radio.getAttribute("id")}"]`).or(radio.locator("xpath=ancestor::label")).first().click();
    await expect(radio).toBeChecked();
  }

  /** Writes a number into a group and leaves the field. */
  async write(group: string, text: string): Promise<void> {
    const field = this.form("add_to_cart").locator(`[name="o[${group}]"]`);
    await field.fill(text);
    await field.blur();
  }

  /** The label that a person reads beside the chosen value. */
  async labelOf(wish: Wish): Promise<string> {
    const radio = this.form("add_to_cart").locator(`input[name="o[${wish.group}]"][value="${wish.value}"]`);
    const id = await radio.getAttribute("id");
    const label = this.page.locator(`label[for="${id}"]`).or(radio.locator("xpath=ancestor::label")).first();
    const marked = label.locator("[data-label]");
    return ((await marked.count()) ? await marked.first().innerText() : await label.innerText()).split("\n")[0]?.trim() ?? "";
  }

  async addToCart(): Promise<void> {
    await this.follow(this.submit("add_to_cart"));
    await expect(this.page, "the cart points out what came").toHaveURL(new RegExp(`/${this.lang}/cart\\?added=[0-9a-f-]{36}$`));
  }

  /** Presses the button twice, as an impatient finger does. */
  async addToCartTwice(): Promise<void> {
    await this.submit("add_to_cart").dblclick();
    // The second press breaks off what the first one began to load.
    await expect(this.page).toHaveURL(new RegExp(`/${this.lang}/cart\\?added=`));
    await this.page.waitForLoadState("networkidle");
    await this.inspector.examine(this.page);
  }

  /** Asks the server to compute the design anew; there without scripts. */
  async update(): Promise<void> {
    await this.follow(this.page.locator('button[formaction="/api/update_design"]').first());
  }

  /** Sets how many of the first piece are wanted. */
  async setQuantity(quantity: number): Promise<void> {
    await this.form("set_cart_quantity").first().locator('[name="quantity"]').fill(String(quantity));
    await this.follow(this.submit("set_cart_quantity"));
  }

  /** Opens the first piece to be changed. */
  async changePiece(): Promise<void> {
    await this.follow(this.submit("edit_cart_line"));
    await expect(this.page).toHaveURL(new RegExp(`/${this.lang}/products/[a-z0-9-]+\\?draft=[0-9a-f]{32}$`));
  }

  async removePiece(): Promise<void> {
    await this.follow(this.submit("remove_cart_line"));
  }

  async openCheckout(): Promise<void> {
    await this.follow(this.submit("open_checkout"));
    await expect(this.page).toHaveURL(new RegExp(`/${this.lang}/checkout`));
  }

  async fill(address: Address): Promise<void> {
    const form = this.form("place_order");
    for (const name of ["name", "phone", "email", "street", "city", "postcode", "note"] as const) {
      await form.locator(`[name="${name}"]`).fill(address[name]);
    }
    const country = form.locator('[name="country"]');
    if ((await country.evaluate((field) => field.tagName)) === "SELECT") await country.selectOption(address.country);
    else if ((await country.getAttribute("type")) !== "hidden") await country.fill(address.country);
    await form.locator(`input[name="delivery"][value="${address.delivery}"]`).setChecked(true, { force: true });
    await form.locator('input[name="accepted"]').setChecked(true, { force: true });
  }

  async placeOrder(): Promise<void> {
    await this.follow(this.submit("place_order"));
  }

  /** From the home page to the confirmation of an order for one customised piece. */
  async buy(workshop: number): Promise<{ shop: string; order: string }> {
    const shop = await this.findPiece(workshop);
    const wish = await this.customise();
    const label = await this.labelOf(wish);
    await this.addToCart();
    await expect(this.page.locator("main"), "the cart shows the choice").toContainText(label);
    const order = await this.order();
    await expect(this.page.locator("main"), "the order shows the choice").toContainText(label);
    return { shop, order };
  }

  /** Whether the order of somebody else was quicker, so that hers is placed only once she agrees to a later day. */
  async isAskedAboutLaterDay(): Promise<boolean> {
    return (await this.page.getByRole("alert").filter({ hasText: words(this.lang, "checkout.day_title") }).count()) > 0;
  }

  /** Orders, and agrees to a later day when the order of somebody else was quicker. */
  async buyNow(): Promise<void> {
    await this.placeOrder();
    for (let tries = 0; tries < 3 && (await this.isAskedAboutLaterDay()); tries += 1) await this.placeOrder();
    await expect(this.page).toHaveURL(new RegExp(`/${this.lang}/orders/[0-9a-f]{32}$`));
  }

  /** From the cart to the confirmation; answers the number that the order has in the workshop. */
  async order(): Promise<string> {
    await this.openCheckout();
    await this.fill(ESSAOUIRA);
    await this.buyNow();
    const order = await this.page.locator("[data-shop-order]").first().getAttribute("data-shop-order");
    await expect(this.page.locator("[data-order-number]"), "the shopper has a number to read out").toHaveCount(1);
    expect(order).toBeTruthy();
    return order ?? "";
  }
}
