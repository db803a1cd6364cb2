#!/usr/bin/env bash
# Builds ui/dist when npm is there and the sources are newer than the last build.
set -euo pipefail
cd "$(dirname "$0")/.."
if [ ! -f ui/package.json ]; then
  exit 0
fi
if ! command -v npm >/dev/null 2>&1; then
  echo "ui: npm is missing, so the interface is not rebuilt (install Node.js 20 or later)"
  exit 0
fi
cd ui
# The stamp lies beside the packages: a fresh clone has neither.
stamp=node_modules/.built
if [ -f "$stamp" ] && [ -d dist ] &&
  [ -z "$(find . -path ./node_modules -prune -o -path ./dist -prune -o -type f -newer "$stamp" -print -quit)" ]; then
  exit 0
fi
if [ ! -d node_modules ] || [ package-lock.json -nt "$stamp" ]; then
  echo "ui: npm ci"
  npm ci --no-audit --no-fund --loglevel=error </dev/null
fi
echo "ui: npm run build"
npm run --silent build </dev/null
touch "$stamp"
