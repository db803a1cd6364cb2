#!/usr/bin/env bash
# Builds what the offline page that checks documents carries: the check itself, compiled
# to WebAssembly, and the toolchain's support for it.
set -euo pipefail
cd "$(dirname "$0")/.."
built=documents/page/built

GOOS=js GOARCH=wasm go build -trimpath -buildvcs=false -ldflags '-s -w' -o "$built/verify.wasm" ./documents/page/wasm
gzip -9 -n -c "$built/verify.wasm" >"$built/verify.wasm.gz"
rm "$built/verify.wasm"
cp "$(go env GOROOT)/lib/wasm/wasm_exec.js" "$built/wasm_exec.js"
