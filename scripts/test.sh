#!/usr/bin/env bash
# All tests. The pure ones run while the Temporal server is compiled; the ones on
# the real engines (build tag `engines`) follow, and the summaries come last.
set -euo pipefail
cd "$(dirname "$0")/.."
mkdir -p bin

scripts/build-temporal.sh >bin/temporal-build.log 2>&1 &
temporal=$!
trap 'kill "$temporal" 2>/dev/null || true' EXIT
echo "the Temporal server is built in the background if need be: bin/temporal-build.log"

failed=()
run() {
  local name=$1 log=$2
  shift 2
  echo "+ $*"
  "$@" 2>&1 | tee "$log" || failed+=("$name")
}

run "go test ./..." bin/test-pure.log go test ./...

if [ -f ui/package.json ] && command -v npm >/dev/null 2>&1; then
  [ -d ui/node_modules ] || (cd ui && npm ci --no-audit --no-fund --loglevel=error </dev/null)
  run "npm test" bin/test-ui.log npm --prefix ui test </dev/null
fi

if ! wait "$temporal"; then
  cat bin/temporal-build.log
  exit 1
fi
trap - EXIT
run "embedded/temporal" bin/test-temporal.log make vet-temporal

# Only the packages that have tests on the engines; nothing is run twice.
engines=$(grep -rlE '^//go:build .*\bengines\b' --include='*_test.go' . 2>/dev/null |
  grep -v '^./ui/' | xargs -r -n1 dirname | sort -u || true)
: >bin/test-engines.log
if [ -n "$engines" ]; then
  # shellcheck disable=SC2086 # one word for each package
  # One package after the other: each starts engines of its own.
  run "go test -tags engines" bin/test-engines.log go test -p 1 -timeout 30m -tags engines $engines
fi

echo
echo "== go test ./..."
grep -E '^(ok|FAIL|panic|---)' bin/test-pure.log || true
echo "== go test -tags engines"
grep -E '^(ok|FAIL|panic|---)' bin/test-engines.log || true
if [ ${#failed[@]} -gt 0 ]; then
  printf 'failed: %s\n' "${failed[@]}"
  exit 1
fi
echo "all tests passed"
