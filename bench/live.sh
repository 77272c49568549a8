#!/usr/bin/env bash
# Ten thousand open studio pages on one core: memory of each, time of a change on its way to all of them, rate of a page
# with and without them, and how long until all are back after they were cut. The server has core 0, the generator core 1.
# Usage: bench/live.sh   (CLIENTS=10000 EVENTS=200 SECONDS_EACH=5 ROUNDS=3)
set -euo pipefail
cd "$(dirname "$0")/.."

clients=${CLIENTS:-10000}
events=${EVENTS:-200}
seconds=${SECONDS_EACH:-5}
rounds=${ROUNDS:-3}
program=${MOGADOR_BIN:-target/release/mogador}
generator=${BENCH_LIVE:-target/release/bench-live}
shop=cooperative-dfira
page=/fr/products/raffia-basket

for tool in taskset curl node; do
  command -v "$tool" >/dev/null || { echo "$tool is missing" >&2; exit 2; }
done
for file in "$program" "$generator"; do
  [ -x "$file" ] || { echo "$file is missing: see bench/README.md" >&2; exit 2; }
done
ulimit -n "$(ulimit -Hn)"

work=$(mktemp -d)
site_pid= loader_pid=
finish() {
  [ -z "$loader_pid" ] || kill "$loader_pid" 2>/dev/null || true
  # The site runs under a node process that removes its database when it is told to stop.
  [ -z "$site_pid" ] || kill "$site_pid" 2>/dev/null || true
  wait 2>/dev/null || true
  rm -rf "$work"
}
trap finish EXIT

port=$(node -e 'const s=require("node:net").createServer().listen(0,"127.0.0.1",()=>{console.log(s.address().port);s.close()})')
site=127.0.0.1:$port
MOGADOR_BIN=$program SITE_ROOT=${SITE_ROOT:-target/site} LOG=error taskset -c 0 node end2end/serve.mjs "$port" &
site_pid=$!
for try in $(seq 600); do
  curl -fsS -o /dev/null "http://$site/readyz" 2>/dev/null && break
  sleep 0.1
done
server=$(pgrep -P "$site_pid" -f ' serve$')

# Who works there, and a material of the shop.
curl -fsS -o /dev/null -c "$work/jar" -H "origin: http://$site" -H 'sec-fetch-site: same-origin' \
  --data-urlencode "email=coordinator@$shop.example" --data-urlencode 'password=mogador-demo' "http://$site/api/sign_in"
cookie="mogador=$(awk '$6 == "mogador" { print $7 }' "$work/jar")"
material=$(curl -fsS -b "$cookie" "http://$site/fr/studio/$shop/materials" | grep -o "/materials/[a-z0-9-]*" | head -1 | cut -d/ -f3)
amount=1
for unit in '1%20kg' '1%20m' '1%20l' '1%20m2' 1; do
  amount=$unit
  curl -fsS -o /dev/null -D - -b "$cookie" -H "origin: http://$site" -H 'sec-fetch-site: same-origin' \
    -d "lang=fr&shop=$shop&material=$material&amount=$amount" "http://$site/api/record_receipt" | grep -q draft= || break
done

mkfifo "$work/orders"
taskset -c 1 "$generator" "$site" "$shop" "$cookie" "$material" "$amount" "$server" <"$work/orders" >"$work/answers" &
loader_pid=$!
exec 3>"$work/orders"
said=0
ask() { # <order>
  echo "$1" >&3
  said=$((said + 1))
  until [ "$(wc -l <"$work/answers")" -ge "$said" ]; do
    kill -0 "$loader_pid" || exit 1
    sleep 0.05
  done
  answer=$(sed -n "${said}p" "$work/answers")
}
rate() {
  ask "rate $page $seconds"
}

echo "load before: $(cut -d' ' -f1-3 /proc/loadavg)"
rate
# Also what a connection leaves behind once and for all is there before it is measured.
ask 'open 200'
ask close
ask pss && before=${answer#* }
ask "open $clients" && echo "$answer"
sleep 1
ask pss && after=${answer#* }
awk -v a="$after" -v b="$before" -v n="$clients" 'BEGIN { printf "pss %d KiB without, %d KiB with: %.2f KiB each\n", b, a, (a - b) / n }'
ask "events $events" && echo "$answer"
for round in $(seq "$rounds"); do
  rate && with=$answer
  ask close
  rate && without=$answer
  echo "page rate: with $with, without $without"
  # All at once: the storm after a restart.
  ask "open $clients" && echo "storm: $answer"
done
ask pss && echo "$answer"
echo 'quit' >&3
echo "load after: $(cut -d' ' -f1-3 /proc/loadavg)"
