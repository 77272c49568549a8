// What a result was measured on: enough to judge it, nothing that names a machine.
import { execFileSync } from "node:child_process";
import { statSync } from "node:fs";
import { cpus, loadavg, release, totalmem } from "node:os";

function said(program, args) {
  try {
    return execFileSync(program, args, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
  } catch (error) {
    // wrk prints its version and then fails.
    return error.stdout?.toString().trim() ?? "";
  }
}

/** The commit, with `+` behind it when the tree differs from it. */
function commit() {
  const id = said("git", ["rev-parse", "--short=12", "HEAD"]);
  return said("git", ["status", "--porcelain", "--untracked-files=no"]) ? `${id}+` : id;
}

/** When the measured program was built: the commit is that of the tree, which may have moved on since. */
function built() {
  const made = statSync(process.env.MOGADOR_BIN ?? "target/release/mogador", { throwIfNoEntry: false })?.mtime;
  return made ? `${made.toISOString().slice(0, 16)}Z` : "unknown";
}

/** Describes processor, system and versions; `tools` are asked with the arguments given. */
export function environment(tools = {}) {
  const cores = cpus();
  const versions = { node: process.version.slice(1), rustc: said("rustc", ["--version"]).split(" ")[1] ?? "" };
  for (const [name, args] of Object.entries(tools)) versions[name.split("/").pop()] = /\d+(\.\d+)+/.exec(said(name, args))?.[0] ?? "";
  return {
    date: new Date().toISOString().slice(0, 10),
    commit: commit(),
    built: built(),
    cpu: cores[0]?.model.trim() ?? "unknown",
    cores: cores.length,
    memory_mib: Math.round(totalmem() / 1024 / 1024),
    linux: release().split("-")[0],
    load_average: loadavg().map((load) => Number(load.toFixed(2))),
    versions,
  };
}

/** The same as lines of Markdown. */
export function describe(env) {
  const versions = Object.entries(env.versions).map(([name, version]) => `${name} ${version}`.trim());
  return [
    `- Date ${env.date}, commit ${env.commit} (\`+\`: with changes that were not committed), program built ${env.built}`,
    `- ${env.cpu}, ${env.cores} cores, ${env.memory_mib} MiB, Linux ${env.linux}, load average ${env.load_average.join(" ")}`,
    `- ${versions.join(", ")}`,
  ].join("\n");
}
