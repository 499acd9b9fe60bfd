#!/bin/sh
# Build widget/dist/widget.js. Installs the locked tools first when they are missing or stale.
set -eu
cd "$(dirname "$0")"
command -v npm >/dev/null 2>&1 || { echo "widget: npm is missing; install Node 18 or newer" >&2; exit 1; }
stamp=node_modules/.frontdesk-lock
if ! cmp -s package-lock.json "$stamp"; then
  echo "widget: installing build tools (npm ci)"
  npm ci --no-audit --no-fund --ignore-scripts --loglevel=error
  cp package-lock.json "$stamp"
fi
node build.mjs
