#!/usr/bin/env bash
# The batch and the funds against the targets, beside the plain way: bash tests/bench/machine.sh
set -euo pipefail
cd "$(dirname "$0")/../.."

# shellcheck disable=SC1091
. tests/bench/run_program.sh bench_machine
