#!/usr/bin/env bash
# The whole system, ready to click: installs what is missing, builds, starts database, registrar and a stand-in WHMCS.
#
#   bash tests/demo.sh          prints the addresses and logins; Ctrl-C stops everything
#   bash tests/demo.sh --once   carries one order of each fate through its life and prints the timelines
#   --cnr                       with CentralNic Reseller as the registrar
set -euo pipefail
cd "$(dirname "$0")/.."
bash tests/support/install.sh demo
exec node tests/demo.mjs "$@"
