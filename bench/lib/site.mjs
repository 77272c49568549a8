// The release build on a database of its own, filled from seeds/, on a port that is free.
import { spawn } from "node:child_process";
import { createServer } from "node:net";
import { setTimeout as pause } from "node:timers/promises";

/** A port that nobody listens on. */
export function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

/**
 * Starts the site; answers its address and how to stop it. `MOGADOR_BIN` and `SITE_ROOT` name another build; `settings`
 * are further variables of its environment.
 */
export async function startSite(settings = {}) {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const env = { MOGADOR_BIN: "target/release/mogador", SITE_ROOT: "target/site", LOG: "error", ...process.env, ...settings };
  const child = spawn(process.execPath, ["end2end/serve.mjs", String(port)], { env, stdio: ["ignore", "ignore", "inherit"] });
  const ended = new Promise((resolve) => child.on("exit", resolve));
  const stop = async () => {
    child.kill("SIGTERM");
    await ended;
  };
  for (let tries = 0; tries < 300; tries += 1) {
    if (child.exitCode !== null) throw new Error("the site did not start");
    const ready = await fetch(`${url}/readyz`).catch(() => null);
    if (ready?.ok) return { url, stop };
    await pause(100);
  }
  await stop();
  throw new Error("the site was not ready within 30 seconds");
}
