#!/usr/bin/env bash
# Draws the status machine from its own table (machine_table() of the built extension) with Graphviz.
#
#   scripts/draw_machine.sh           writes docs/machine.dot, docs/machine.svg and templates/assets/machine.svg
#   scripts/draw_machine.sh --check   writes nothing, fails when what is committed does not fit the table
#
# The check compares the text that is drawn, which the .svg carries along: layouts differ between Graphviz' versions.
set -euo pipefail
cd "$(dirname "$0")/.."

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
extension=$(bash tests/support/build.sh)
php -n -d "extension=$extension" scripts/draw_machine.php >"$work/machine.dot"
digest=$(sha256sum <"$work/machine.dot" | cut -c 1-64)

if [ "${1:-}" = --check ]; then
	diff "$work/machine.dot" docs/machine.dot && cmp docs/machine.svg templates/assets/machine.svg &&
		grep -q "<!-- drawn from $digest -->" docs/machine.svg && exit 0
	echo "The picture of the status machine is stale; run scripts/draw_machine.sh" >&2
	exit 1
fi
dot -Tsvg "$work/machine.dot" >"$work/machine.svg"
echo "<!-- drawn from $digest -->" >>"$work/machine.svg"
cp "$work/machine.dot" docs/machine.dot
cp "$work/machine.svg" docs/machine.svg
cp "$work/machine.svg" templates/assets/machine.svg
