#!/usr/bin/env bash
# All tests, browser tests included; installs what they need on a bare Debian machine with Rust.
set -euo pipefail
cd "$(dirname "$0")/.."

need() { command -v "$1" >/dev/null 2>&1; }

packages=()
need cc || packages+=(build-essential)
need node || packages+=(nodejs)
need npm || packages+=(npm)
need chromium || packages+=(chromium)
need curl || packages+=(curl)
fc-list 2>/dev/null | grep -qi 'noto.*cjk' || packages+=(fonts-noto-cjk fontconfig)
if [ ${#packages[@]} -gt 0 ]; then
    root=""
    [ "$(id -u)" = 0 ] || root=sudo
    $root apt-get update -qq
    DEBIAN_FRONTEND=noninteractive $root apt-get install -y -qq --no-install-recommends "${packages[@]}" >/dev/null
fi

cargo fmt --check
cargo clippy --locked --all-targets -- -D warnings
# The same random cases on every machine; other ones by another seed.
PROPTEST_RNG_SEED="${PROPTEST_RNG_SEED:-20261129}" cargo test --locked

cargo run --locked --quiet -- build --output target/test-site
cargo run --locked --quiet -- build --root tests/fixtures/region --output target/test-region
npm ci --prefix tests/browser --silent --no-audit --no-fund
node --test tests/browser/*.test.js
