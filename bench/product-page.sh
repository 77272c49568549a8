#!/usr/bin/env bash
# Requests per second of the product page, database read included, against a static handler that sends the same bytes.
# The server under test has core 0 to itself, the load generator core 1; rounds alternate, in one run.
# Usage: bench/product-page.sh [path of a product page]   (ROUNDS=5 SECONDS_EACH=8 WARM=5 CONNECTIONS=32 KEEP=1)
set -euo pipefail
cd "$(dirname "$0")/.."

page=${1:-/fr/products/zerbia-rug}
rounds=${ROUNDS:-5}
seconds=${SECONDS_EACH:-8}
warm=${WARM:-5}
connections=${CONNECTIONS:-32}
program=${MOGADOR_BIN:-target/release/mogador}
static=${BENCH_STATIC:-target/release/bench-static}

for tool in wrk taskset curl node; do
  command -v "$tool" >/dev/null || { echo "$tool is missing" >&2; exit 2; }
done
for file in "$program" "$static"; do
  [ -x "$file" ] || { echo "$file is missing: see bench/README.md" >&2; exit 2; }
done

work=$(mktemp -d)
site_pid= static_pid=
finish() {
  # The site runs under a node process that removes its database when it is told to stop.
  [ -z "$site_pid" ] || kill "$site_pid" 2>/dev/null || true
  [ -z "$static_pid" ] || kill "$static_pid" 2>/dev/null || true
  wait 2>/dev/null || true
  rm -rf "$work"
}
trap finish EXIT

free_port() {
  node -e 'const s=require("node:net").createServer().listen(0,"127.0.0.1",()=>{console.log(s.address().port);s.close()})'
}
await() { # <address>
  local try
  for try in $(seq 300); do
    curl -fsS -o /dev/null "$1" 2>/dev/null && return
    sleep 0.1
  done
  echo "$1 does not answer" >&2
  exit 1
}

site=127.0.0.1:$(free_port)
copy=127.0.0.1:$(free_port)
MOGADOR_BIN=$program SITE_ROOT=${SITE_ROOT:-target/site} LOG=error \
  taskset -c 0 node end2end/serve.mjs "${site#*:}" &
site_pid=$!
await "http://$site/readyz"

curl -fsSi "http://$site$page" >"$work/answer"
taskset -c 0 "$static" "$copy" "$work/answer" &
static_pid=$!
await "http://$copy/"

# Both must send the same: length, headers but for what belongs to one answer, and a word that only this page has.
curl -fsSi "http://$copy$page" >"$work/copied"
body() { sed '1,/^\r$/d' "$1"; }
heads() { sed '/^\r$/q' "$1" | tr -d '\r' | tr '[:upper:]' '[:lower:]' | grep -Ev '^(date|connection|content-length|transfer-encoding):' | sort; }
cmp <(body "$work/answer") <(body "$work/copied")
diff <(heads "$work/answer") <(heads "$work/copied")
grep -aq 'id="design"' "$work/answer" || { echo "$page is no product page" >&2; exit 1; }
bytes=$(body "$work/answer" | wc -c)

# One line per run: which, requests per second, p50 and p99 in microseconds, requests that failed, share of core 1 used.
cat >"$work/report.lua" <<'LUA'
done = function(summary, latency)
  local e = summary.errors
  io.write(string.format("MEASURED %.1f %d %d %d\n", summary.requests / summary.duration * 1e6,
    latency:percentile(50), latency:percentile(99), e.connect + e.read + e.write + e.status + e.timeout))
end
LUA
load() { # <address> <seconds>
  local TIMEFORMAT='CPU %U %S %R'
  { time taskset -c 1 wrk -t1 -c"$connections" -d"$2"s -s "$work/report.lua" "http://$1$page"; } 2>&1 |
    awk '/^MEASURED/ { line = $2 " " $3 " " $4 " " $5 } /^CPU/ { printf "%s %.3f\n", line, ($2 + $3) / $4 }'
}
measure() { # <name> <address>
  local line
  line="$1 $(load "$2" "$seconds")"
  echo "$line" | tee -a "$work/runs"
}

echo "warming up; page $page, $bytes bytes"
load "$site" "$warm" >/dev/null
load "$copy" "$warm" >/dev/null
for round in $(seq "$rounds"); do
  if [ $((round % 2)) -eq 1 ]; then
    measure page "$site"
    measure static "$copy"
    measure again "$copy"
  else
    measure again "$copy"
    measure static "$copy"
    measure page "$site"
  fi
done

node bench/lib/ratio.mjs "$work/runs" "$page" "$bytes" "$seconds" "$warm" "$connections" "${KEEP:-1}"
