// How pages, lists and search grow with the catalogue: from a thousand to a million products, on one core.
// Usage: node bench/scale.mjs [--sizes 1000,10000,100000,1000000] [--folder target/scale] [--seconds 15] [--rounds 3] [--keep]
// The databases stay in the folder and are used again while no migration came; a million products take some 15 GB.
// Exit code 1 when a goal is missed between the smallest and the largest size.
import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { parseArgs } from "node:util";
import { describe, environment } from "./lib/environment.mjs";
import { keep } from "./lib/results.mjs";
import { freePort } from "./lib/site.mjs";
import { narrowedLists, questions, verify } from "./scale/questions.mjs";

/** What the p99 of the largest catalogue may be, as a multiple of the smallest one's, and in milliseconds. */
const GOALS = {
  product: { ratio: 1.15 },
  category: { ratio: 1.25 },
  "three facets": { ratio: 2, ms: 25 },
  "three facets, counted anew": { ratio: 2, ms: 25 },
};
/** The same for memory. */
const MEMORY_GOAL = 1.5;
const [SERVER, GENERATOR] = ["0", "1"];
/** A server that used less of its core than this for a while has nothing left to do. */
const QUIET = 0.02;

const { values: flags } = parseArgs({
  options: {
    sizes: { type: "string", default: "1000,10000,100000,1000000" },
    folder: { type: "string", default: "target/scale" },
    seconds: { type: "string", default: "15" },
    rounds: { type: "string", default: "3" },
    keep: { type: "boolean", default: false },
  },
});
const sizes = flags.sizes.split(",").map(Number);
const [seconds, rounds] = [Number(flags.seconds), Number(flags.rounds)];
const program = process.env.MOGADOR_BIN ?? "target/release/mogador";
const work = mkdtempSync(join(tmpdir(), "mogador-scale-"));

function settings(database, port) {
  return {
    ...process.env,
    DATABASE_URL: `sqlite:${database}`,
    MEDIA_DIR: join(work, "media"),
    PICTURE_DIR: join(work, "pictures"),
    BIND: `127.0.0.1:${port}`,
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    SITE_ROOT: process.env.SITE_ROOT ?? "target/site",
    LOG: "error",
  };
}

/** The database of a size, made when there is none of this schema. */
function databaseOf(size) {
  const folder = resolve(flags.folder);
  const file = join(folder, `${size}-${readdirSync("migrations/sqlite").sort().at(-1).slice(0, 4)}.db`);
  if (existsSync(file)) return { file, seeded: null };
  mkdirSync(folder, { recursive: true });
  const half = `${file}.half`;
  for (const end of ["", "-wal", "-shm"]) rmSync(half + end, { force: true });
  const begun = Date.now();
  execFileSync(program, ["seed", "seeds", "--generate", String(size)], { env: settings(half, 1), stdio: ["ignore", "ignore", "inherit"] });
  for (const end of ["", "-wal", "-shm"]) if (existsSync(half + end)) renameSync(half + end, file + end);
  return { file, seeded: Math.round((Date.now() - begun) / 1000) };
}

/** Processor time that a process has used, in seconds. */
function usedBy(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1].split(" ");
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

const memoryOf = (pid) => Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, "utf8"))[1]);

/** Waits until the sets are read and all days are computed. */
async function quiet(pid) {
  for (let calm = 0, before = usedBy(pid); calm < 4; ) {
    await pause(2_000);
    const now = usedBy(pid);
    calm = now - before < QUIET * 2 ? calm + 1 : 0;
    before = now;
  }
}

async function start(size) {
  const { file, seeded } = databaseOf(size);
  const port = await freePort();
  const site = `http://127.0.0.1:${port}`;
  // In the place of taskset, so that the id is that of the server.
  const server = spawn("taskset", ["-c", SERVER, program, "serve"], { env: settings(file, port), stdio: ["ignore", "inherit", "inherit"] });
  const begun = Date.now();
  // The list waits until its sets are read.
  while (!(await fetch(`${site}/fr/pieces`).catch(() => null))?.ok) {
    if (server.exitCode !== null) throw new Error("the server did not start");
    await pause(50);
  }
  const listed = (Date.now() - begun) / 1000;
  await quiet(server.pid);
  const bytes = ["", "-wal"].reduce((sum, end) => sum + (statSync(file + end, { throwIfNoEntry: false })?.size ?? 0), 0);
  return { size, site, server, seeded, listed, disk_mib: Math.round(bytes / 1024 / 1024), idle_kib: memoryOf(server.pid), runs: {} };
}

/** One run of wrk over the addresses of a kind, one request after the other. */
function load(one, name, path, round, length) {
  const output = execFileSync(
    "taskset",
    ["-c", GENERATOR, "wrk", "-t1", "-c1", `-d${length}s`, "-s", "bench/scale/paths.lua", one.site, "--", path, String(round * 1_000 + one.size)],
    { encoding: "utf8" },
  );
  const [, requests, p50, p99, failed] = /MEASURED (\d+) (\d+) (\d+) (\d+)/.exec(output).map(Number);
  if (failed) throw new Error(`${failed} requests failed: ${name} of ${one.size}`);
  return { requests, p50_us: p50, p99_us: p99 };
}

function median(values) {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[sorted.length >> 1];
}

const ms = (us) => (us / 1000).toFixed(2);

async function measure(running) {
  const narrowed = await narrowedLists(running[0].site);
  for (const one of running) {
    one.kinds = await questions(one.site, one.size, narrowed);
    await verify(one.site, one.kinds);
  }
  for (const name of Object.keys(running[0].kinds)) {
    const paths = new Map(running.map((one) => [one, join(work, `${one.size}.paths`)]));
    for (const [one, path] of paths) {
      writeFileSync(path, `${one.kinds[name].paths.join("\n")}\n`);
      load(one, name, path, 0, Math.min(seconds, 5));
    }
    // In turns, so that what the machine does beside it meets all sizes.
    for (let round = 1; round <= rounds; round += 1) {
      for (const one of round % 2 ? running : [...running].reverse()) (one.runs[name] ??= []).push(load(one, name, paths.get(one), round, seconds));
    }
    const line = running.map((one) => `${one.size}: ${ms(of(one, name, "p50_us"))} / ${ms(of(one, name, "p99_us"))} ms`);
    console.log(`${name}: ${line.join(", ")}`);
  }
  for (const one of running) one.loaded_kib = memoryOf(one.server.pid);
}

const of = (one, name, key) => median(one.runs[name].map((run) => run[key]));

/** Each kind with the ratio of its p99, and whether it is as good as it should be. */
function judged(smallest, largest) {
  return Object.keys(smallest.runs).map((name) => {
    const ratio = of(largest, name, "p99_us") / of(smallest, name, "p99_us");
    const goal = GOALS[name];
    const missed = goal !== undefined && (ratio > goal.ratio || (goal.ms !== undefined && of(largest, name, "p99_us") > goal.ms * 1000));
    return { name, ratio, goal, missed };
  });
}

function report(env, running) {
  const [smallest, largest] = [running[0], running.at(-1)];
  const kinds = judged(smallest, largest);
  const growth = largest.loaded_kib / smallest.loaded_kib;
  const says = (goal) => (goal ? `${goal.ratio}${goal.ms ? `, ${goal.ms} ms` : ""}` : "");
  const memory = (kib) => (kib / 1024).toFixed(0);
  const text = [
    "# A larger catalogue",
    "",
    `The release build on SQLite, server on core ${SERVER}, wrk on core ${GENERATOR} with one request after the other: p50 / p99 in ms, medians of ${rounds} rounds of ${seconds} s.`,
    "",
    `| | ${running.map((one) => one.size.toLocaleString("en")).join(" | ")} | ratio of p99 | goal |`,
    `|---|${running.map(() => "--:|").join("")}--:|--:|`,
    ...kinds.map(({ name, ratio, goal, missed }) => {
      const cells = running.map((one) => `${ms(of(one, name, "p50_us"))} / ${ms(of(one, name, "p99_us"))}`);
      return `| ${name} | ${cells.join(" | ")} | ${ratio.toFixed(2)}${missed ? " **missed**" : ""} | ${says(goal)} |`;
    }),
    `| memory (PSS) idle / after all this, MiB | ${running.map((one) => `${memory(one.idle_kib)} / ${memory(one.loaded_kib)}`).join(" | ")} | ${growth.toFixed(2)}${growth > MEMORY_GOAL ? " **missed**" : ""} | ${MEMORY_GOAL} |`,
    `| first list after the start, s | ${running.map((one) => one.listed.toFixed(1)).join(" | ")} | | |`,
    `| on disk, MiB | ${running.map((one) => one.disk_mib).join(" | ")} | | |`,
    "",
    "Products, categories, places in lists and combinations of facets are drawn uniformly. *Kept*: pages without a query, which are kept in memory (32 MB); all others are made for each request.",
    "",
    describe(env),
    "",
  ].join("\n");
  return { text, missed: growth > MEMORY_GOAL || kinds.some((kind) => kind.missed) };
}

const running = [];
try {
  for (const size of sizes) {
    running.push(await start(size));
    const { seeded, listed, idle_kib, disk_mib } = running.at(-1);
    console.log(`${size}: ${seeded === null ? "there already" : `made in ${seeded} s`}, first list after ${listed} s, ${idle_kib} KiB, ${disk_mib} MiB on disk`);
  }
  await measure(running);
  const env = environment({ wrk: ["-v"] });
  const { text, missed } = report(env, running);
  console.log(text);
  const data = running.map(({ size, seeded, listed, disk_mib, idle_kib, loaded_kib, runs }) => ({ size, seeded, listed, disk_mib, idle_kib, loaded_kib, runs }));
  if (flags.keep) keep(env, "scale", text, { settings: { seconds, rounds }, sizes: data });
  process.exitCode = missed ? 1 : 0;
} finally {
  for (const { server } of running) server.kill("SIGTERM");
  rmSync(work, { recursive: true, force: true });
}
