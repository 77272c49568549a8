// What is asked of a catalogue of a certain size: addresses, at random, the same ones each time.

/** Words of several scripts, right and misspelt, one and two at a time. */
const WORDS = [
  "tapis", "thuya", "laine", "argan", "zarbia", "raphia", "coffret", "bague", "panier", "huile", "coussin", "زربية", "العرعار", "فضة",
  "coffret thuya", "tapis laine", "wool rug", "silver ring", "huile argan", "panier raphia", "cofret", "tapi", "amlou", "hanbel",
];
const CATEGORIES = ["thuya-wood", "argan", "rugs-and-textiles", "raffia", "silver"];
/** By what lists are narrowed, and how many combinations are tried. */
const FACETS = ["matter", "colour", "price", "made", "category"];
const COMBINATIONS = 1_000;
/** Days by which everything is ready that has a day: with one of them a question is another one. */
const DAYS = Array.from({ length: 24 }, (_, index) => `2090-01-${String(index + 1).padStart(2, "0")}`);
/** Addresses of each kind. */
const MANY = 20_000;
/** Prices between which a page may begin, in centimes. */
const [CHEAP, DEAR] = [5_000, 300_000];

/** A small generator with a fixed start. */
function dice(state) {
  return (sides) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

async function text(url) {
  const answer = await fetch(url);
  if (answer.status !== 200) throw new Error(`${url} answers ${answer.status}`);
  return answer.text();
}

/** Generated products are numbered behind the slugs that they vary, in turn (`services/src/seed/generate.rs`). */
async function productsOf(site, size) {
  const map = await text(`${site}/sitemaps/pieces-0.xml`);
  const found = [...map.matchAll(/\/fr\/products\/([a-z-]+)-(\d+)<\/loc>/g)];
  const varied = new Set(found.map(([, base]) => base)).size;
  const bases = new Map(found.map(([, base, number]) => [Number(number) % varied, base]));
  if (bases.size !== varied) throw new Error("the generated products are numbered in another way");
  return (roll) => {
    const number = varied + roll(size);
    return `/fr/products/${bases.get(number % varied)}-${number}`;
  };
}

/** Codes that the list of all pieces offers, by facet. */
async function codesOf(site) {
  const html = await text(`${site}/fr/pieces`);
  const offered = (facet) => [...new Set([...html.matchAll(new RegExp(`[?;&]${facet}=([a-z0-9-]+)`, "g"))].map(([, code]) => code))];
  return FACETS.map((facet) => [facet, offered(facet)]).filter(([, codes]) => codes.length > 0);
}

const hasPieces = (html) => html.includes('href="/fr/products/');

/** Lists narrowed by three facets that leave something in the smallest catalogue: what leaves nothing is answered at once. */
export async function narrowedLists(site) {
  const roll = dice(7);
  const codes = await codesOf(site);
  const found = new Set();
  for (let tries = 0; tries < COMBINATIONS; tries += 1) {
    const facets = [...codes];
    const chosen = [0, 1, 2].map(() => facets.splice(roll(facets.length), 1)[0]);
    const path = `/fr/pieces?${chosen.map(([facet, of]) => `${facet}=${of[roll(of.length)]}`).join("&")}`;
    if (!found.has(path) && hasPieces(await text(site + path))) found.add(path);
  }
  if (found.size < 40) throw new Error(`only ${found.size} combinations of three facets leave something`);
  return [...found];
}

/** Addresses of each kind for one catalogue, with what stands in a right answer. */
export async function questions(site, size, narrowed) {
  const roll = dice(20260101 + size);
  const product = await productsOf(site, size);
  const codes = await codesOf(site);
  const many = (make) => Array.from({ length: MANY }, make);
  const category = () => `/fr/categories/${CATEGORIES[roll(CATEGORIES.length)]}`;
  const place = () => `${CHEAP + roll(DEAR - CHEAP)}-${1 + roll(size)}`;
  const facet = () => {
    const [name, of] = codes[roll(codes.length)];
    return `${name}=${of[roll(of.length)]}`;
  };
  const word = () => encodeURIComponent(WORDS[roll(WORDS.length)]);
  // With a query a page is not kept (ADR 22).
  return {
    product: { paths: many(() => `${product(roll)}?cold=1`), holds: 'id="design"' },
    "product, kept": { paths: many(() => product(roll)), holds: 'id="design"' },
    category: { paths: many(() => `${category()}?${roll(2) ? "cold=1" : `after=${place()}`}`), holds: "/fr/products/" },
    "category, kept": { paths: many(category), holds: "/fr/products/" },
    "category by price": { paths: many(() => `${category()}?sort=${["cheapest", "dearest"][roll(2)]}&after=${place()}`), holds: "<h1" },
    "three facets": { paths: narrowed, holds: "/fr/products/" },
    "three facets, counted anew": { paths: narrowed.flatMap((path) => DAYS.map((day) => `${path}&ready=${day}`)), holds: "/fr/products/" },
    "text and a facet": { paths: many(() => `/fr/search?q=${word()}&${facet()}`), holds: "<h1" },
  };
}

/** Stops when an answer is not what it should be. */
export async function verify(site, kinds) {
  for (const [name, { paths, holds }] of Object.entries(kinds)) {
    for (const path of paths.slice(0, 10)) {
      // A page may begin behind the last piece of a category.
      const html = await text(site + path);
      if (!html.includes(holds) && !path.includes("after=")) throw new Error(`${name}: ${path} is not what it should be`);
    }
  }
}
