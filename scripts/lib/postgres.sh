# A throwaway PostgreSQL cluster for the tests, on the loopback address only. Sourced, not run.

POSTGRES_FOLDER=

start_postgres() { # sets MOGADOR_TEST_POSTGRES
  local bin port
  bin=$(compgen -G '/usr/lib/postgresql/*/bin' | sort -V | tail -n 1)
  [ -n "$bin" ] || fail "PostgreSQL's programs are missing"
  POSTGRES_FOLDER=$(mktemp -d "${TMPDIR:-/tmp}/mogador-postgres.XXXXXX")
  port=$(free_port)
  # PostgreSQL refuses to run as root.
  if [ "$(id -u)" = 0 ]; then
    chown postgres: "$POSTGRES_FOLDER"
    POSTGRES_AS=(runuser -u postgres --)
  else
    POSTGRES_AS=()
  fi
  POSTGRES_CTL=("${POSTGRES_AS[@]}" "$bin/pg_ctl" -D "$POSTGRES_FOLDER/data" -s -w)
  (
    cd "$POSTGRES_FOLDER"
    "${POSTGRES_AS[@]}" "$bin/initdb" -D "$POSTGRES_FOLDER/data" -U postgres -A trust -E UTF8 --no-locale --no-sync >/dev/null
    # The tests end their own processes the hard way, never this one: nothing here needs to survive a power cut.
    "${POSTGRES_CTL[@]}" start -l "$POSTGRES_FOLDER/log" -o "-p $port -k $POSTGRES_FOLDER -c listen_addresses=127.0.0.1 \
      -c fsync=off -c full_page_writes=off -c max_connections=300" </dev/null
  ) || fail "PostgreSQL did not start: $(tail -n 3 "$POSTGRES_FOLDER/log" 2>/dev/null)"
  export MOGADOR_TEST_POSTGRES="postgres://postgres@127.0.0.1:$port/postgres"
}

stop_postgres() {
  [ -n "$POSTGRES_FOLDER" ] || return 0
  (cd "$POSTGRES_FOLDER" && "${POSTGRES_CTL[@]}" stop -m immediate) >/dev/null 2>&1 || true
  rm -rf "$POSTGRES_FOLDER"
  POSTGRES_FOLDER=
}

free_port() {
  node -e 'const s = require("node:net").createServer(); s.listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close(); })'
}
