#!/usr/bin/env bash
# The batch against the stand-in registrar, which is 30 ms away: bash tests/bench/registrar.sh
set -euo pipefail
cd "$(dirname "$0")/../.."

make -s -j"$(nproc)" -f tests/unit/Makefile BUILD=.build/unit .build/unit/tests/bench_registrar

work=$(mktemp -d)
export TMPDIR=$work
trap 'bash tests/support/database.sh stop "$work/db"; rm -rf "$work"' EXIT

bash tests/support/database.sh start "$work/db"
# shellcheck disable=SC1091
. "$work/db/env"
export BO_TEST_DB_SOCKET=$DB_SOCKET BO_TEST_DB_USER=$DB_USER BO_TEST_DB_PASSWORD=$DB_PASSWORD
.build/unit/tests/bench_registrar
