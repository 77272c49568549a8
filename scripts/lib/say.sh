# Words to the person at the terminal. Sourced, not run.

say() { printf '\n\033[1m%s\033[0m\n' "$*"; }
note() { printf '  %s\n' "$*"; }
fail() {
  printf '\nstopped: %s\n' "$*" >&2
  exit 1
}
