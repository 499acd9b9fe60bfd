#!/usr/bin/env bash
# What tests need from the system: a browser. Installed with apt where that is allowed; otherwise the tests
# that need it are skipped and say so (under CI=true the test run fails instead).
set -uo pipefail
need=()
command -v chromium >/dev/null 2>&1 || command -v chromium-browser >/dev/null 2>&1 || need+=(chromium)
[ ${#need[@]} -eq 0 ] && exit 0
if command -v apt-get >/dev/null 2>&1 && { [ "$(id -u)" = 0 ] || sudo -n true 2>/dev/null; }; then
  sudo=$([ "$(id -u)" = 0 ] || echo sudo)
  echo "• Installing ${need[*]} (for the browser tests)"
  export DEBIAN_FRONTEND=noninteractive
  $sudo apt-get update -qq >/dev/null && $sudo apt-get install -y -qq --no-install-recommends "${need[@]}" >/dev/null
fi
for name in "${need[@]}"; do
  command -v "$name" >/dev/null 2>&1 || echo "frontdesk: $name is not installed; the tests that need it will be skipped."
done
exit 0
