// Server and browser compute with the same code: after any choices, both show the same.
import { expect, test } from "@playwright/test";

/** Random choices on each product; fifteen products make more than a thousand. */
const ROUNDS = 67;

/** Makes random choices in the page and asks the server for the same; answers what differed. */
async function compare([rounds, seed]: [number, number]): Promise<{ rounds: number; blocked: number; conflicts: number; differences: string[] }> {
  let state = seed;
  const dice = (sides: number): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % sides;
  };
  const fieldsOf = (root: ParentNode): HTMLInputElement[] => [...root.querySelectorAll<HTMLInputElement>('#design input[name^="o["]:not([type=hidden])')];
  const shown = (root: ParentNode): Map<string, string> => {
    const found = new Map<string, string>();
    for (const id of ["price", "bar-price", "charged", "bar-charged", "ready", "bar-ready"]) found.set(id, root.querySelector(`#${id}`)?.textContent ?? "missing");
    for (const id of ["breakdown", "notice", "picture"]) found.set(id, root.querySelector(`#${id}`)?.innerHTML ?? "missing");
    for (const element of root.querySelectorAll('#design [id^="w-"], #design [id^="d-"]')) found.set(element.id, element.textContent ?? "");
    for (const input of fieldsOf(root)) {
      if (input.type === "radio" || input.type === "checkbox") found.set(`${input.id} blocked`, String(input.hasAttribute("data-blocked")));
      else found.set(`${input.id} wrong`, String(input.getAttribute("aria-invalid")));
    }
    return found;
  };
  const pick = <T>(items: T[]): T => items[dice(items.length)] as T;
  const write = (input: HTMLInputElement, value: string): void => {
    input.value = value;
    input.dispatchEvent(new Event("input", { bubbles: true }));
    input.dispatchEvent(new Event("change", { bubbles: true }));
  };
  const numbers = ["120", "150", "180", "200", "240", "260", "12,5", "٢٠٠", "6", "999", "1"];
  const texts = ["", "", "Amina", "فاطمة", "Lalla Fatima Zahra", "A", "12", "Надя"];
  const outcome = { rounds: 0, blocked: 0, conflicts: 0, differences: [] as string[] };
  for (let round = 0; round < rounds && outcome.differences.length === 0; round += 1) {
    const groups = new Map<string, HTMLInputElement[]>();
    for (const input of fieldsOf(document)) groups.set(input.name, [...(groups.get(input.name) ?? []), input]);
    for (const inputs of groups.values()) {
      const [input] = inputs as [HTMLInputElement];
      if (input.type === "radio") {
        const chosen = pick(inputs);
        chosen.checked = true;
        // Also where it was checked already: for the server, all that stands in the address was chosen.
        chosen.dispatchEvent(new Event("input", { bubbles: true }));
      }
      else if (input.type === "checkbox") input.click();
      else write(input, pick(input.inputMode === "decimal" ? numbers : texts));
      if (input.type === "checkbox" && dice(2) === 0) input.click();
    }
    // The wish that was made last stands last in an address.
    const option = (name: string): string => name.slice(2, -1).split(".")[0] ?? "";
    const newest = option([...groups.keys()].at(-1) ?? "");
    const stands = (input: HTMLInputElement): boolean => !["radio", "checkbox"].includes(input.type) || input.checked;
    const fields = [...document.querySelectorAll<HTMLInputElement>('#design input[name^="o["]')].filter(stands);
    fields.sort((one, other) => Number(option(one.name) === newest) - Number(option(other.name) === newest));
    const said = new URLSearchParams(fields.map((input) => [input.name, input.value]));
    const answer = await fetch(`${location.pathname}?${said}`);
    const there = shown(new DOMParser().parseFromString(await answer.text(), "text/html"));
    // The picture is drawn after the rest, once its code is there.
    for (let wait = 0; wait < 100 && document.querySelector("#picture")?.innerHTML !== there.get("picture"); wait += 1) await new Promise((done) => setTimeout(done, 20));
    // So is what each value would make of the piece, where that takes long.
    for (let wait = 0; wait < 100 && document.querySelector("#design[aria-busy]"); wait += 1) await new Promise((done) => setTimeout(done, 20));
    const here = shown(document);
    for (const key of new Set([...here.keys(), ...there.keys()])) {
      if (here.get(key) !== there.get(key)) outcome.differences.push(`${said}: ${key} is ${here.get(key)} in the browser and ${there.get(key)} from the server`);
    }
    outcome.rounds += 1;
    outcome.blocked += [...here].filter(([key, value]) => key.endsWith("blocked") && value === "true").length;
    outcome.conflicts += here.get("notice") ? 1 : 0;
  }
  return outcome;
}

test("a thousand random choices look the same from the server and in the browser", async ({ page }) => {
  test.setTimeout(300_000);
  await page.goto("/ar");
  const addresses = await page.locator('main a[href^="/ar/products/"]').evaluateAll((links) => links.map((link) => link.getAttribute("href") ?? ""));
  const products = [...new Set(addresses)];
  // In euros, with the dirhams beside them: so both are compared.
  await page.context().addCookies([{ name: "mogador-currency", value: "EUR", url: page.url() }]);
  const sums = { rounds: 0, blocked: 0, conflicts: 0 };
  for (const [index, product] of products.entries()) {
    await page.goto(product);
    await page.locator("html[data-ready]").waitFor({ state: "attached" });
    const outcome = await page.evaluate(compare, [ROUNDS, index + 1] as [number, number]);
    expect(outcome.differences, product).toEqual([]);
    sums.rounds += outcome.rounds;
    sums.blocked += outcome.blocked;
    sums.conflicts += outcome.conflicts;
  }
  console.log(`${sums.rounds} choices on ${products.length} products: ${sums.conflicts} with a notice, ${sums.blocked} values blocked`);
  expect(sums.rounds).toBeGreaterThanOrEqual(1_000);
  expect(sums.conflicts, "some of them cannot be made").toBeGreaterThan(50);
});
