// Draws the pictures of the demo: `node seeds/pictures/draw.mjs` from the root of the repository. A shop photographs its
// pieces; the demo has no camera. Every layer has the frame of the main picture and is transparent around what it shows;
// what takes a colour is nearly white.
import { chromium } from "@playwright/test";
import { writeFile } from "node:fs/promises";

const [WIDTH, HEIGHT] = [640, 416];

/** A slight unevenness of a surface: `rough` is its grain, `depth` how much of it is seen. */
const grain = (id, rough, depth) => `<filter id="${id}" x="0" y="0" width="1" height="1"><feTurbulence type="fractalNoise" baseFrequency="${rough}" numOctaves="3" seed="4"/>
<feColorMatrix values="0 0 0 0 .1 0 0 0 0 .07 0 0 0 0 .04 ${depth} 0 0 0 -.12"/><feComposite operator="in" in2="SourceGraphic"/><feBlend mode="multiply" in2="SourceGraphic"/></filter>`;
const shadow = `<filter id="shadow" x="-10%" y="-10%" width="120%" height="130%"><feDropShadow dx="1" dy="4" stdDeviation="4" flood-color="#2a1d12" flood-opacity=".42"/></filter>`;
const light = `<linearGradient id="light" x2="0" y2="1"><stop stop-color="#fff" stop-opacity=".32"/><stop offset=".4" stop-color="#fff" stop-opacity="0"/><stop offset="1" stop-color="#2a1d12" stop-opacity=".24"/></linearGradient>`;
const picture = (inside, defs = "") => `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}"><defs>${shadow}${light}${defs}</defs>${inside}</svg>`;

const clutch = picture(
  `<g filter="url(#straw)"><rect width="640" height="416" rx="22" fill="#c9a766"/><rect width="640" height="416" rx="22" fill="url(#plait)"/></g>
<rect width="640" height="416" rx="22" fill="url(#light)"/>
<rect x="7" y="7" width="626" height="402" rx="17" fill="none" stroke="#8c6a34" stroke-width="2.5" stroke-dasharray="9 6" opacity=".75"/>`,
  `${grain("straw", ".9 .06", 0.75)}<pattern id="plait" width="22" height="16" patternUnits="userSpaceOnUse">
<path d="M0 8 11 0v8L0 16zM22 8 11 0v8l11 8z" fill="#dcc08a"/><path d="M0 8 11 0M22 8 11 0" stroke="#f0dcae" stroke-width="1.4"/><path d="M0 16 11 8l11 8M11 0v8" stroke="#92713b" stroke-width="1.6" fill="none"/></pattern>`,
);

const flap = (edge, seam) =>
  picture(
    `<g filter="url(#shadow)"><path d="${edge}" fill="#f6f3ee" filter="url(#leather)"/></g><path d="${edge}" fill="url(#light)"/>
<path d="${seam}" fill="none" stroke="#c9c1b4" stroke-width="2.4" stroke-dasharray="8 5"/>`,
    grain("leather", ".55", 0.3),
  );

/** Stitches between points, each a thread with its shade. */
const thread = (d) => `<path d="${d}" stroke="#2a1d12" stroke-opacity=".4" stroke-width="4.6" transform="translate(1 1.6)"/><path d="${d}" stroke="#e6e1d6" stroke-width="4.6"/><path d="${d}" stroke="#fff" stroke-width="1.6"/>`;
const stitched = (d) => picture(`<g fill="none" stroke-linecap="round" stroke-linejoin="round">${thread(d)}</g>`);
const border = Array.from({ length: 20 }, (_, at) => {
  const x = 34 + at * 30;
  return `M${x - 12} 40 ${x} 26 ${x + 12} 40 ${x} 54zM${x - 4} 40h8`;
}).join("");
const ray = (turn, long) => {
  const at = (angle, far) => `${Math.round(320 + far * Math.cos(angle))} ${Math.round(142 + far * Math.sin(angle))}`;
  const [middle, side] = [(turn * Math.PI) / 4, Math.PI / 8];
  return `M${at(middle - side, 26)} ${at(middle, long)} ${at(middle + side, 26)}M${at(middle, 12)} ${at(middle, long - 14)}`;
};
const star = Array.from({ length: 8 }, (_, turn) => ray(turn, turn % 2 ? 56 : 70)).join("");
const strands = Array.from({ length: 17 }, (_, at) => `M${532 + at} 262q${(at - 8) * 1.4} 60 ${(at - 8) * 2.6} ${118 - Math.abs(at - 8) * 1.5}`).join("");

const PICTURES = {
  "clutch.webp": clutch,
  "flap-straight.webp": flap("M0 22Q0 0 22 0H618Q640 0 640 22V206Q640 222 624 222H16Q0 222 0 206z", "M12 18V200Q12 210 22 210H618Q628 210 628 200V18"),
  "flap-round.webp": flap("M0 22Q0 0 22 0H618Q640 0 640 22V120C640 236 470 292 320 292S0 236 0 120z", "M12 18V120C12 226 176 280 320 280S628 226 628 120V18"),
  "border.webp": stitched(border),
  "star.webp": stitched(star),
  "tassel.webp": picture(
    `<g filter="url(#shadow)" fill="none" stroke-linecap="round"><path d="M540 196v40" stroke="#8a5a2c" stroke-width="5"/><path d="${strands}" stroke="#7c4d22" stroke-width="3"/><path d="${strands}" stroke="#b98144" stroke-width="1.5"/>
<rect x="526" y="232" width="28" height="34" rx="9" fill="#9a6732" stroke="#6f4520"/><path d="M527 244h26M527 254h26" stroke="#e3c88f" stroke-width="3"/></g>`,
  ),
};

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
const page = await browser.newPage();
for (const [name, svg] of Object.entries(PICTURES)) {
  const encoded = await page.evaluate(
    async ([source, width, height]) => {
      const image = new Image();
      image.src = `data:image/svg+xml,${encodeURIComponent(source)}`;
      await image.decode();
      const canvas = Object.assign(document.createElement("canvas"), { width, height });
      canvas.getContext("2d").drawImage(image, 0, 0);
      return canvas.toDataURL("image/webp", 0.72).split(",")[1];
    },
    [svg, WIDTH, HEIGHT],
  );
  await writeFile(new URL(`cooperative-dfira/${name}`, import.meta.url), Buffer.from(encoded, "base64"));
}
await browser.close();
