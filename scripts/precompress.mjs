// Writes a brotli copy beside each compressible file of the built site, for the server to send as it is.
// Usage: node scripts/precompress.mjs <site folder>
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { extname, join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";

const COMPRESSIBLE = new Set([".css", ".html", ".js", ".json", ".svg", ".txt", ".wasm", ".webmanifest", ".xml"]);

const site = process.argv[2];
if (!site) {
  console.error("usage: node scripts/precompress.mjs <site folder>");
  process.exit(2);
}

function* filesOf(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* filesOf(path);
    else if (entry.isFile()) yield path;
  }
}

let before = 0;
let after = 0;
let count = 0;
for (const path of [...filesOf(site)]) {
  if (!COMPRESSIBLE.has(extname(path))) continue;
  const content = readFileSync(path);
  const packed = brotliCompressSync(content, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_LGWIN]: 24,
      [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
    },
  });
  const copy = `${path}.br`;
  if (packed.length < content.length) {
    writeFileSync(copy, packed);
    before += content.length;
    after += packed.length;
    count += 1;
  } else if (statSync(copy, { throwIfNoEntry: false })) {
    rmSync(copy);
  }
}
console.log(`precompressed ${count} files: ${before} -> ${after} bytes`);
