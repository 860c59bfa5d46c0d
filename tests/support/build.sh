#!/usr/bin/env bash
# Builds the extension outside the source tree and prints the path of the .so.
#
#   build.sh [--sanitize]      into .build/extension or .build/extension-sanitize
set -euo pipefail
cd "$(dirname "$0")/../.."

target=.build/extension
options=(--enable-ispapibackorder-werror)
if [ "${1:-}" = --sanitize ]; then
	target=.build/extension-sanitize
	options+=(--enable-ispapibackorder-sanitize)
fi
mkdir -p "$target"
log=$PWD/$target.log

# Files that are gone from the sources must not stay in the copy; unchanged ones keep their times, so make skips them.
for folder in ext src; do
	mkdir -p "$target/$folder"
	(cd "$target" && find "$folder" -name '*.[ch]' -type f) | while read -r file; do
		[ -f "$file" ] || rm -f "$target/$file" "$target/${file%.c}.lo" "$target/${file%.c}.dep"
	done
	cp -pR -u "$folder/." "$target/$folder/"
done
cp -pu config.m4 Makefile.frag "$target/"

cd "$target"
sources=$(ls config.m4 ext/*.c src/*/*.c | cksum)
{
	# configure lists the sources, so a new or removed file needs it again.
	if [ ! -f Makefile ] || [ "$(cat .sources 2>/dev/null)" != "$sources" ] || [ config.m4 -nt Makefile ]; then
		phpize
		./configure --enable-ispapibackorder "${options[@]}"
		printf '%s' "$sources" >.sources
	fi
	make -j"$(nproc)"
} >"$log" 2>&1 || {
	grep -E ': (fatal )?error:|undefined reference|\*\*\*' "$log" | head -n 20 >&2
	echo "The build failed; its log is $log" >&2
	exit 1
}
echo "$PWD/modules/ispapibackorder.so"
