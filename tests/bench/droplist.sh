#!/usr/bin/env bash
# Import and search of the drop list against the targets, beside the plain SQL way: bash tests/bench/droplist.sh [--scale 10]
#
# Data: ../shared/data when it is there, else generated names. --scale N takes N times as many (each name N times with
# another ending).
set -euo pipefail
cd "$(dirname "$0")/../.."
scale=1
[ "${1:-}" != --scale ] || scale=$2
rows=1000000

make -s -j"$(nproc)" -f tests/unit/Makefile BUILD=.build/unit .build/unit/tests/bench_droplist

work=$(mktemp -d)
export TMPDIR=$work
trap 'bash tests/support/database.sh stop "$work/db"; rm -rf "$work"' EXIT

if [ -f ../shared/data/names_1m.txt.gz ] && command -v python3 >/dev/null; then
	echo "Names: ../shared/data/names_1m.txt.gz"
	python3 ../shared/data/make_droplist.py ../shared/data/names_1m.txt.gz -o "$work/list" --seed 1 --now 2026-11-23T09:00:00Z --drop-past >/dev/null
	# A million of the three, evenly.
	awk -v rows="$rows" 'NR % 3 == 0 { print; if (++n == rows) exit }' "$work"/list/*.csv >"$work/base.csv"
	rm -rf "$work/list"
else
	echo "Names: generated"
	node tests/data/make_droplist.mjs --rows "$rows" --seed 1 --now 2026-11-23T09:00:00Z --out "$work/base.csv"
fi
if [ "$scale" -gt 1 ]; then
	awk -v scale="$scale" '{
		dot = index($0, ".")
		for (i = 0; i < scale; i++) print substr($0, 1, dot - 1) (i ? "x" i : "") substr($0, dot)
	}' "$work/base.csv" | awk -F. 'length($1) <= 62' >"$work/first.csv"
	rm "$work/base.csv"
else
	mv "$work/base.csv" "$work/first.csv"
fi
# 5 % changed: 2 % moved to another day, 1.5 % gone, 1.5 % new.
awk 'BEGIN { srand(7) } {
	r = rand()
	if (r < 0.015) next
	if (r < 0.03) { dot = index($0, "."); print substr($0, 1, dot - 1) "q9" substr($0, dot) }
	if (r < 0.05 && r >= 0.03) sub(/;20[0-9][0-9]-[0-9][0-9]-[0-9][0-9]/, ";2026-12-20")
	print
}' "$work/first.csv" | awk -F. 'length($1) <= 63' >"$work/changed.csv"
wc -l <"$work/first.csv" | sed 's/$/ lines/'
for list in first changed; do
	node --input-type=module -e '
		import { readFileSync, writeFileSync } from "node:fs";
		import { zipOneEntry } from "./tests/registrar/zip.mjs";
		const [csv, zip] = process.argv.slice(1);
		writeFileSync(zip, await zipOneEntry("pending_delete_domain_list.csv", readFileSync(csv), 1795000000));
	' "$work/$list.csv" "$work/$list.zip"
	rm "$work/$list.csv"
done

bash tests/support/database.sh start "$work/db" --innodb-buffer-pool-size=2G --innodb-log-file-size=1G
# shellcheck disable=SC1091
. "$work/db/env"
export BO_TEST_DB_SOCKET=$DB_SOCKET BO_TEST_DB_USER=$DB_USER BO_TEST_DB_PASSWORD=$DB_PASSWORD
.build/unit/tests/bench_droplist "$work/first.zip" "$work/changed.zip" "$scale"
