#!/usr/bin/env bash
# What tests need from the system: a browser and PostgreSQL. Installed with apt where that is
# allowed; otherwise the tests that need it are skipped and say so (under CI=true they fail).
set -uo pipefail
have() {
  case $1 in
    chromium) command -v chromium >/dev/null 2>&1 || command -v chromium-browser >/dev/null 2>&1 ;;
    postgresql) compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || command -v initdb >/dev/null 2>&1 ;;
  esac
}
need=()
for name in chromium postgresql; do have "$name" || need+=("$name"); done
[ ${#need[@]} -eq 0 ] && exit 0
if command -v apt-get >/dev/null 2>&1 && { [ "$(id -u)" = 0 ] || sudo -n true 2>/dev/null; }; then
  sudo=$([ "$(id -u)" = 0 ] || echo sudo)
  echo "• Installing ${need[*]} (for the tests)"
  export DEBIAN_FRONTEND=noninteractive
  $sudo apt-get update -qq >/dev/null && $sudo apt-get install -y -qq --no-install-recommends "${need[@]}" >/dev/null
fi
for name in "${need[@]}"; do
  have "$name" || echo "frontdesk: $name is not installed; the tests that need it will be skipped."
done
exit 0
