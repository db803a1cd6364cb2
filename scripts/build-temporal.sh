#!/usr/bin/env bash
# Builds bin/sutiao-temporal, the private Temporal server, once. It compiles some
# 1,750 packages, which takes minutes, so it shows that it is alive; what it
# compiles stays in Go's build cache.
set -euo pipefail
cd "$(dirname "$0")/../embedded/temporal"

output=../../bin/sutiao-temporal
stamp=../../bin/.sutiao-temporal.inputs
inputs=$({ go version; cat go.mod go.sum; cat $(ls ./*.go | grep -v _test.go); } | cksum)
if [ -x "$output" ] && [ "$(cat "$stamp" 2>/dev/null)" = "$inputs" ]; then
  exit 0
fi

mkdir -p ../../bin
log=$(mktemp)
begun=$SECONDS
echo "Temporal 服务程序：首次编译，约需 3–9 分钟，仅此一次 · building the Temporal server: 3 to 9 minutes, once"
go mod download
# These flags name the entries of the build cache: `make vet-temporal` uses the same ones.
. ../../scripts/temporal-flags.sh
GOGC=400 go build -v "${TEMPORAL_FLAGS[@]}" -ldflags '-s -w' -o "$output.new" . >"$log" 2>&1 &
build=$!
trap 'kill "$build" 2>/dev/null || true; rm -f "$log" "$output.new"' EXIT
next=10
while kill -0 "$build" 2>/dev/null; do
  sleep 1
  elapsed=$((SECONDS - begun))
  if [ "$elapsed" -ge "$next" ]; then
    echo "  Temporal: ${elapsed} s, $(wc -l <"$log" | tr -d ' ') of about 1,750 packages compiled (less what the cache had)"
    next=$((elapsed + 10))
  fi
done
if ! wait "$build"; then
  echo "Temporal 服务程序编译失败 · the Temporal server did not build:"
  tail -20 "$log"
  exit 1
fi
# Renamed, not overwritten: a server that is running keeps its file.
mv "$output.new" "$output"
echo "$inputs" >"$stamp"
echo "Temporal 服务程序已编译（$((SECONDS - begun)) 秒） · the Temporal server is built ($((SECONDS - begun)) s)"
