# The standard library for the browser. Sourced, not run.

ensure_wasm_target() {
  has_wasm_target && return 0
  say "Installing Rust's browser target (under a minute)"
  rustup target add wasm32-unknown-unknown 2>/dev/null && has_wasm_target && return 0
  note "rustup cannot reach it: building it from Debian's rust-src"
  build_wasm_target
}

has_wasm_target() {
  compgen -G "$(rustc --print target-libdir --target wasm32-unknown-unknown)/libcore-*.rlib" >/dev/null
}

# Builds the target from Debian's package of exactly this compiler's sources. apt verifies the package against the
# archive's signature; the mirror is the one that this machine already uses.
build_wasm_target() {
  local version folder package library
  version=$(rustc --version | cut -d ' ' -f 2)
  folder=$(mktemp -d)
  download_rust_src "$version" "$folder" || fail "Debian offers no rust-src $version; run: rustup target add wasm32-unknown-unknown"
  package=$(compgen -G "$folder/rust-src_*.deb")
  dpkg-deb -x "$package" "$folder/src"
  library=$(find "$folder/src/usr/src" -maxdepth 2 -type d -path "*rustc-$version/library" -print -quit)
  [ -n "$library" ] || fail "rust-src does not hold the sources of Rust $version"
  note "building the standard library (about half a minute)"
  (
    cd "$library"
    RUSTC_BOOTSTRAP=1 __CARGO_DEFAULT_LIB_METADATA=stablestd \
      RUSTFLAGS="-Cembed-bitcode=yes -Zforce-unstable-if-unmarked" CARGO_TARGET_DIR="$folder/target" \
      cargo build --quiet --release --target wasm32-unknown-unknown --manifest-path sysroot/Cargo.toml \
      --features "panic-unwind compiler-builtins-mem"
  )
  local into
  into="$(rustc --print sysroot)/lib/rustlib/wasm32-unknown-unknown/lib"
  mkdir -p "$into"
  cp "$folder"/target/wasm32-unknown-unknown/release/deps/*.rlib "$into/"
  rm -rf "$folder"
}

download_rust_src() { # <version> <folder>
  local version=$1 folder=$2 mirror suite found apt
  mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 'Component: main' | grep -v security | sort -u | head -n 1)
  [ -n "$mirror" ] || return 1
  mkdir -p "$folder/lists/partial"
  apt=(-o "Dir::Etc::sourcelist=$folder/sources.list" -o "Dir::Etc::sourceparts=/dev/null" -o "Dir::State::lists=$folder/lists"
    -o "APT::Sandbox::User=$(id -un)" -o "Dir::Cache::pkgcache=" -o "Dir::Cache::srcpkgcache=")
  for suite in trixie-backports trixie forky sid; do
    printf 'deb %s %s main\n' "$mirror" "$suite" >"$folder/sources.list"
    apt-get "${apt[@]}" -qq update 2>/dev/null || continue
    found=$(apt-cache "${apt[@]}" madison rust-src | cut -d '|' -f 2 | tr -d ' ' | grep -m 1 "^$version[+-]") || continue
    (cd "$folder" && apt-get "${apt[@]}" -qq download "rust-src=$found") && return 0
  done
  return 1
}
