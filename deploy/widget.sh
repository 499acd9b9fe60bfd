#!/usr/bin/env bash
# Build the chat widget from widget/ with the Node.js that requirements.txt pins.
set -euo pipefail
cd "$(dirname "$0")/.."
export PATH="$PWD/.venv/bin:$PATH"
echo "• Building the widget"
(cd widget && npm run --silent build)
mkdir -p frontdesk/project/static
rm -f frontdesk/project/static/widget*
cp widget/dist/widget.js widget/dist/widget-*.json frontdesk/project/static/
