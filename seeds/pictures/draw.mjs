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

/** A photograph of the whole: wider than it is high, and the piece not in its middle. */
const TABLE = [960, 640];
const onTable = `<svg xmlns="http://www.w3.org/2000/svg" width="960" height="640" viewBox="0 0 960 640"><defs>${shadow}${light}${grain("straw", ".9 .06", 0.75)}${grain("wood", ".012 .4", 0.9)}${grain("leather", ".55", 0.3)}
<pattern id="plait" width="22" height="16" patternUnits="userSpaceOnUse"><path d="M0 8 11 0v8L0 16zM22 8 11 0v8l11 8z" fill="#dcc08a"/><path d="M0 8 11 0M22 8 11 0" stroke="#f0dcae" stroke-width="1.4"/><path d="M0 16 11 8l11 8M11 0v8" stroke="#92713b" stroke-width="1.6" fill="none"/></pattern>
<radialGradient id="day" cx=".16" cy=".1" r="1"><stop stop-color="#fff6dd" stop-opacity=".55"/><stop offset=".55" stop-color="#fff6dd" stop-opacity="0"/><stop offset="1" stop-color="#1d120a" stop-opacity=".5"/></radialGradient></defs>
<rect width="960" height="640" fill="#e9dfce"/><rect y="250" width="960" height="390" fill="#8a5a34" filter="url(#wood)"/><path d="M0 250h960v10H0z" fill="#2a1d12" opacity=".35"/>
<g transform="translate(70 215) rotate(-4 210 150)"><g filter="url(#shadow)"><rect width="420" height="280" rx="16" fill="#c9a766"/></g><g filter="url(#straw)"><rect width="420" height="280" rx="16" fill="url(#plait)"/></g><rect width="420" height="280" rx="16" fill="url(#light)"/>
<g filter="url(#shadow)"><path d="M0 16Q0 0 16 0H404Q420 0 420 16V80C420 158 308 196 210 196S0 158 0 80z" fill="#27507a" filter="url(#leather)"/></g><path d="M9 14V80C9 150 116 186 210 186S411 150 411 80V14" fill="none" stroke="#e6e1d6" stroke-width="2.2" stroke-dasharray="7 5"/>
<g fill="none" stroke-linecap="round" stroke-linejoin="round" transform="translate(56 30) scale(.48)">${thread(Array.from({ length: 8 }, (_, turn) => ray(turn, turn % 2 ? 56 : 70)).join(""))}</g></g>
<path d="M764 84h72l-8 34h-56z" fill="#9a5230"/><ellipse cx="800" cy="250" rx="92" ry="150" fill="#b7653c"/><path d="M756 84q44-16 88 0q-44 14-88 0z" fill="#6f3a20"/><ellipse cx="770" cy="215" rx="34" ry="92" fill="#d08a5c" opacity=".6"/><rect width="960" height="640" fill="url(#day)"/></svg>`;
const close = `<svg xmlns="http://www.w3.org/2000/svg" width="640" height="960" viewBox="0 0 128 192"><defs>${light}${grain("straw", "1.2 .1", 0.8)}
<pattern id="plait" width="22" height="16" patternUnits="userSpaceOnUse" patternTransform="rotate(7)"><path d="M0 8 11 0v8L0 16zM22 8 11 0v8l11 8z" fill="#dcc08a"/><path d="M0 8 11 0M22 8 11 0" stroke="#f0dcae" stroke-width="1.4"/><path d="M0 16 11 8l11 8M11 0v8" stroke="#92713b" stroke-width="1.6" fill="none"/></pattern></defs>
<rect width="128" height="192" fill="#c9a766"/><rect width="128" height="192" fill="url(#plait)" filter="url(#straw)"/><path d="M0 128H128V192H0z" fill="#7c4a2a"/><path d="M0 128H128" stroke="#2a1d12" stroke-opacity=".5" stroke-width="2"/><path d="M0 134H128" stroke="#e6e1d6" stroke-width="1.6" stroke-dasharray="6 3"/><rect width="128" height="192" fill="url(#light)"/></svg>`;

const PICTURES = {
  "on-the-table.webp": [onTable, TABLE],
  "close.webp": [close, [640, 960]],
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
for (const [name, drawn] of Object.entries(PICTURES)) {
  const [svg, [width, height]] = Array.isArray(drawn) ? drawn : [drawn, [WIDTH, HEIGHT]];
  const encoded = await page.evaluate(
    async ([source, width, height]) => {
      const image = new Image();
      image.src = `data:image/svg+xml,${encodeURIComponent(source)}`;
      await image.decode();
      const canvas = Object.assign(document.createElement("canvas"), { width, height });
      canvas.getContext("2d").drawImage(image, 0, 0);
      return canvas.toDataURL("image/webp", 0.72).split(",")[1];
    },
    [svg, width, height],
  );
  await writeFile(new URL(`cooperative-dfira/${name}`, import.meta.url), Buffer.from(encoded, "base64"));
}
await browser.close();
