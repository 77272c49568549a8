# Installs what is missing and says so; a second run finds everything and installs nothing. Sourced, not run.
# shellcheck source=scripts/lib/say.sh
. scripts/lib/say.sh
# shellcheck source=scripts/lib/wasm-target.sh
. scripts/lib/wasm-target.sh

CARGO_LEPTOS=0.3.10
WASM_BINDGEN=0.2.130

export PATH="$PWD/node_modules/.bin:${CARGO_HOME:-$HOME/.cargo}/bin:$PATH"

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; elif command -v sudo >/dev/null; then sudo "$@"; else fail "root or sudo is needed for: $*"; fi
}

version_is() { # <wanted> <command...>: whether the last word of the command's first line is the wanted version
  local wanted=$1 found
  shift
  command -v "$1" >/dev/null || return 1
  found=$("$@" 2>/dev/null | head -n 1) || return 1
  [ "${found##* }" = "$wanted" ]
}

check_prerequisites() {
  command -v cargo >/dev/null || fail "Rust is missing: install it with rustup (version 1.95)"
  command -v gcc >/dev/null || fail "gcc is missing: apt-get install gcc libc6-dev"
  command -v npm >/dev/null || fail "Node 20 with npm is missing"
  local node
  node=$(node -p 'process.versions.node.split(".")[0]')
  [ "$node" -ge 20 ] || fail "Node 20 or newer is needed; this is $node"
  local rust
  rust=$(rustc --version | cut -d ' ' -f 2)
  [ "$(printf '%s\n1.95.0\n' "${rust%%-*}" | sort -V | head -n 1)" = 1.95.0 ] || fail "Rust 1.95 is needed; this is $rust"
}

ensure_debian() { # <package:file that it brings...>
  local missing=() wanted
  for wanted in "$@"; do
    compgen -G "${wanted#*:}" >/dev/null || missing+=("${wanted%%:*}")
  done
  [ ${#missing[@]} -gt 0 ] || return 0
  say "Installing from Debian: ${missing[*]} (a minute or two)"
  as_root apt-get update -qq
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}"
}

ensure_npm() {
  cmp -s package-lock.json node_modules/.installed-lock.json && return 0
  say "Installing npm packages: tailwindcss, wasm-opt, playwright (about half a minute)"
  PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci --no-audit --no-fund --loglevel=error
  cp package-lock.json node_modules/.installed-lock.json
}

ensure_cargo_leptos() {
  version_is "$CARGO_LEPTOS" cargo-leptos --version && return 0
  if command -v cargo-binstall >/dev/null; then
    say "Installing cargo-leptos $CARGO_LEPTOS (prebuilt, under a minute)"
    cargo binstall --no-confirm "cargo-leptos@$CARGO_LEPTOS" && return 0
  fi
  say "Building cargo-leptos $CARGO_LEPTOS (about 6 minutes on two cores)"
  CARGO_PROFILE_DEV_DEBUG=0 cargo install --debug --locked --version "$CARGO_LEPTOS" \
    --no-default-features --features no_downloads cargo-leptos
}

ensure_wasm_bindgen() {
  version_is "$WASM_BINDGEN" wasm-bindgen --version && return 0
  say "Building wasm-bindgen $WASM_BINDGEN (about 2 minutes on two cores)"
  # Without --locked: its lock file names a version that is no longer to be had.
  cargo install --version "$WASM_BINDGEN" wasm-bindgen-cli
}

ensure_build_tools() {
  check_prerequisites
  ensure_wasm_target
  ensure_npm
  ensure_wasm_bindgen
  ensure_cargo_leptos
}

ensure_test_tools() {
  ensure_build_tools
  ensure_debian 'chromium:/usr/bin/chromium' 'postgresql:/usr/lib/postgresql/*/bin/initdb'
  rustup component add rustfmt clippy >/dev/null 2>&1 || cargo clippy --version >/dev/null || fail "rustfmt and clippy are missing"
}
