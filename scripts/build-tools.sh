#!/usr/bin/env bash
# Builds the tools pinned in tools/go.mod to bin/, once.
set -euo pipefail
cd "$(dirname "$0")/../tools"
stamp=../bin/.tools.inputs
inputs=$({ go version; cat go.mod go.sum; } | cksum)
for tool in golangci-lint workflowcheck govulncheck; do
  [ -x "../bin/$tool" ] || inputs="$inputs missing"
done
if [ "$(cat "$stamp" 2>/dev/null)" = "$inputs" ]; then
  exit 0
fi
echo "building golangci-lint, workflowcheck and govulncheck: 1 to 4 minutes, once"
mkdir -p ../bin
begun=$SECONDS
go build -o ../bin/ tool
echo "${inputs% missing}" >"$stamp"
echo "tools are built ($((SECONDS - begun)) s)"
