#!/usr/bin/env bash
# Writes the arginfo headers from the stub file with PHP's own generator and Debian's php-parser (the generator would
# download its parser otherwise).
#
#   scripts/generate_arginfo.sh           writes ext/ispapibackorder_arginfo.h and ..._legacy_arginfo.h
#   scripts/generate_arginfo.sh --check   writes nothing, fails when the committed headers are stale
set -euo pipefail
cd "$(dirname "$0")/.."

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
generator=$(php-config --prefix)/lib/php/build/gen_stub.php
[ -f "$generator" ] || generator=$(ls /usr/lib/php/*/build/gen_stub.php | tail -n 1)
cp "$generator" "$work/gen_stub.php"
version=$(sed -n 's/^ *\$version = "\([0-9.]*\)";.*/\1/p' "$work/gen_stub.php" | head -n 1)
mkdir -p "$work/PHP-Parser-$version/lib"
ln -s /usr/share/php/PhpParser "$work/PHP-Parser-$version/lib/PhpParser"
cp ext/ispapibackorder.stub.php "$work/"
(cd "$work" && php gen_stub.php -f ispapibackorder.stub.php >gen.log 2>&1) || {
	cat "$work/gen.log" >&2
	exit 1
}

# PHP 8.2's generator forgets to escape the name space's backslashes in the call that marks the secret parameter.
sed -i 's/"ispapi\\backorder\\/"ispapi\\\\backorder\\\\/g' "$work"/ispapibackorder_arginfo.h "$work"/ispapibackorder_legacy_arginfo.h

status=0
for header in ispapibackorder_arginfo.h ispapibackorder_legacy_arginfo.h; do
	if [ "${1:-}" = --check ]; then
		if ! cmp -s "$work/$header" "ext/$header"; then
			echo "ext/$header does not fit ext/ispapibackorder.stub.php; run scripts/generate_arginfo.sh" >&2
			status=1
		fi
	else
		cp "$work/$header" "ext/$header"
	fi
done
exit $status
