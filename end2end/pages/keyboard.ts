// A person without a pointer: she goes from control to control with Tab, by the names that are read to her.
import { expect, type Locator, type Page } from "@playwright/test";
import type { Inspector } from "../inspector.ts";

/** Most presses of Tab on one page; a longer way is a trap. */
const FARTHEST = 400;

export class Keyboard {
  private readonly examined = new Set<string>();

  constructor(
    readonly page: Page,
    private readonly inspector: Inspector,
  ) {}

  /** Goes on with Tab until the control has the focus. */
  async to(control: Locator): Promise<void> {
    await expect(control).toHaveCount(1);
    for (let presses = 0; presses < FARTHEST; presses += 1) {
      if (await control.evaluate((element) => element === document.activeElement)) return;
      await this.page.keyboard.press("Tab");
    }
    throw new Error(`Tab never reaches ${control}`);
  }

  async write(control: Locator, text: string): Promise<void> {
    await this.to(control);
    await this.page.keyboard.press("ControlOrMeta+a");
    await this.page.keyboard.insertText(text);
    await expect(control).toHaveValue(text);
  }

  /** Ticks a box, or opens what is closed. */
  async space(control: Locator): Promise<void> {
    await this.to(control);
    await this.page.keyboard.press("Space");
  }

  /** Takes a radio button: Tab leads to the one that is taken, arrows from there. */
  async choose(radio: Locator): Promise<void> {
    const name = await radio.getAttribute("name");
    const all = this.page.locator(`input[type="radio"][name="${name}"]`);
    const count = await all.count();
    for (let presses = 0; presses < FARTHEST; presses += 1) {
      if (await all.evaluateAll((radios) => radios.includes(document.activeElement as HTMLElement))) break;
      await this.page.keyboard.press("Tab");
    }
    for (let presses = 0; presses <= count && !(await radio.isChecked()); presses += 1) {
      await this.page.keyboard.press((await radio.evaluate((element) => element === document.activeElement)) ? "Space" : "ArrowDown");
    }
    await expect(radio).toBeChecked();
  }

  /** Chooses from a list by its label. */
  async pick(select: Locator, label: string): Promise<void> {
    await this.to(select);
    await select.selectOption({ label });
  }

  /** Presses a button or follows a link, and examines where it leads; a form that is shown again as it was, once. */
  async enter(control: Locator): Promise<void> {
    await this.to(control);
    const arrived = this.page.waitForEvent("framenavigated", (frame) => frame === this.page.mainFrame());
    await this.page.keyboard.press("Enter");
    await arrived;
    const { pathname, search } = new URL(this.page.url());
    const place = pathname + search;
    if (this.examined.has(place)) return;
    this.examined.add(place);
    await this.inspector.examine(this.page);
  }
}
