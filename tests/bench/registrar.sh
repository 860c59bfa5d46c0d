#!/usr/bin/env bash
# The batch against the stand-in registrar, which is 30 ms away: bash tests/bench/registrar.sh
set -euo pipefail
cd "$(dirname "$0")/../.."

# shellcheck disable=SC1091
. tests/bench/run_program.sh bench_registrar
