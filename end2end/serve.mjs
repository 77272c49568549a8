// Starts the built program on a database of its own, filled from seeds/, and removes it afterwards.
// Usage: node end2end/serve.mjs <port>; MOGADOR_BIN names another program than the dev build.
// SEEDS names another folder than seeds/.
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const port = process.argv[2] ?? "3317";
const program = process.env.MOGADOR_BIN ?? "target/debug/mogador";
const folder = mkdtempSync(join(tmpdir(), "mogador-e2e-"));
const env = {
  ...process.env,
  DATABASE_URL: process.env.MOGADOR_E2E_DATABASE ?? `sqlite:${join(folder, "mogador.db")}`,
  MEDIA_DIR: join(folder, "media"),
  PICTURE_DIR: join(folder, "pictures"),
  // The tests want the processor for themselves.
  MAKE_AVIF: process.env.MAKE_AVIF ?? "0",
  BIND: `127.0.0.1:${port}`,
  PUBLIC_URL: `http://127.0.0.1:${port}`,
  SITE_ROOT: process.env.SITE_ROOT ?? "target/site",
  LOG: process.env.LOG ?? "warn",
};

for (const args of [["migrate"], ["seed", process.env.SEEDS ?? "seeds", "--demo-people"]]) {
  execFileSync(program, args, { env, stdio: ["ignore", "ignore", "inherit"] });
}
const server = spawn(program, ["serve"], { env, stdio: ["ignore", "inherit", "inherit"] });
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => server.kill("SIGTERM"));
server.on("exit", (code) => {
  rmSync(folder, { recursive: true, force: true });
  process.exit(code ?? 0);
});
