# Runs the steps of a test run one after another, keeps their results and prints them at the end. Sourced, not run.

STEPS=()
FAILED=()
LOGS=$(mktemp -d)

step() { # <name> <command...>
  local name=$1 began=$SECONDS log result=ok
  shift
  log="$LOGS/${name// /-}"
  say "$name"
  if "$@" 2>&1 | tee "$log"; then :; else
    result=FAILED
    FAILED+=("$name")
  fi
  STEPS+=("$(printf '%-18s %-7s %4d s  %s' "$name" "$result" $((SECONDS - began)) "$(counts "$log")")")
}

skip() { # <name> <why>
  STEPS+=("$1: $2")
}

passed() { # <name>
  local name
  for name in "${FAILED[@]}"; do [ "$name" != "$1" ] || return 1; done
}

# Adds up what the runners said: nextest, cargo test and Playwright each close with "N passed" and "N failed".
counts() { # <log>
  sed 's/\x1b\[[0-9;]*m//g' "$1" | awk '
    /^ *Summary \[/ || /^test result:/ || /^ +[0-9]+ (passed|failed|flaky)/ {
      for (i = 2; i <= NF; i++) {
        if ($i ~ /^passed/) passed += $(i - 1)
        if ($i ~ /^failed/ || $i ~ /^flaky/) failed += $(i - 1)
      }
      seen = 1
    }
    END { if (seen) printf "%d passed, %d failed", passed, failed }'
}

summary() {
  say "Result"
  local line
  for line in "${STEPS[@]}"; do note "$line"; done
  local all
  all=$(printf '%s\n' "${STEPS[@]}" | awk '/ passed, / { for (i = 2; i <= NF; i++) { if ($i ~ /^passed/) p += $(i - 1); if ($i ~ /^failed/) f += $(i - 1) } } END { printf "%d passed, %d failed", p, f }')
  rm -rf "$LOGS"
  if [ ${#FAILED[@]} -gt 0 ]; then
    printf '\n%s; failed steps: %s\n' "$all" "$(printf '%s. ' "${FAILED[@]}")"
    exit 1
  fi
  printf '\n%s\n' "$all"
}
