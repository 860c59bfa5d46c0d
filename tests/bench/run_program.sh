# Builds and runs a measuring program with a private database: . tests/bench/run_program.sh NAME

make -s -j"$(nproc)" -f tests/unit/Makefile BUILD=.build/unit ".build/unit/tests/$1"

work=$(mktemp -d)
export TMPDIR=$work
trap 'bash tests/support/database.sh stop "$work/db"; rm -rf "$work"' EXIT

bash tests/support/database.sh start "$work/db"
# shellcheck disable=SC1091
. "$work/db/env"
export BO_TEST_DB_SOCKET=$DB_SOCKET BO_TEST_DB_USER=$DB_USER BO_TEST_DB_PASSWORD=$DB_PASSWORD
".build/unit/tests/$1"
