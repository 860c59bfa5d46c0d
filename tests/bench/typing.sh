#!/usr/bin/env bash
# A person types a search over 1,000,000 names: the time from the last key to the results on the screen, in a real browser.
#
#   bash tests/bench/typing.sh [--rows 50000] [--rounds 1]
#
# --rows: fewer names, for a quick look; --rounds: how often each search is typed (3). Installs what is missing.
set -euo pipefail
cd "$(dirname "$0")/../.."

bash tests/support/install.sh
BACKORDER_EXTENSION=$(bash tests/support/build.sh | tail -n 1)
export BACKORDER_EXTENSION
exec node tests/bench/typing.mjs "$@"
