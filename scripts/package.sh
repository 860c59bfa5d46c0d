#!/usr/bin/env bash
# Makes what a release consists of, the same bytes for the same tree:
#
#   ispapibackorder-VERSION.zip           everything install.sh needs; its root is the addon's folder
#   php_ispapibackorder-VERSION-src.tgz   the extension's sources alone, named as PIE looks for them
#
#   scripts/package.sh [FOLDER]           into FOLDER (.build/package); prints the paths
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
# shellcheck source=scripts/server.sh
. "$here/scripts/server.sh"

for program in git zip; do
	command -v "$program" >/dev/null || die "$program is needed to make a package (apt-get install $program)."
done
target=${1:-$here/.build/package}
mkdir -p "$target"
target=$(cd "$target" && pwd)
cd "$here"
[ -z "$(git status --porcelain --untracked-files=normal)" ] || echo "There are changes that are not committed; they are packed too." >&2
# Every file has the time of the last commit.
moment=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct)}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export LC_ALL=C TZ=UTC

# stage FOLDER PART...: copies what git knows of these parts, with one time and the same rights everywhere.
stage() {
	local folder=$1 file
	shift
	mkdir -p "$folder"
	git ls-files --cached --others --exclude-standard -z -- "$@" ':!docs/pictures' | while read -r -d '' file; do
		[ ! -f "$file" ] || printf '%s\0' "$file"
	done | tar --null --files-from=- -cf - | tar -C "$folder" -xf -
	find "$folder" -type d -exec chmod 755 {} +
	find "$folder" -type f -perm /111 -exec chmod 755 {} +
	find "$folder" -type f ! -perm /111 -exec chmod 644 {} +
	find "$folder" -exec touch -h -d "@$moment" {} +
}

stage "$work/zip/$name" "${addon_parts[@]}" "${build_parts[@]}" "${guide_parts[@]}" docs install.sh uninstall.sh scripts/server.sh
stage "$work/pie/$name-$version" "${build_parts[@]}" "${guide_parts[@]}" LICENSE composer.json

zip_file=$target/$name-$version.zip
rm -f "$zip_file"
(cd "$work/zip" && find "$name" -type f | sort | zip -q -9 -X -@ "$zip_file")
tar_file=$target/php_$name-$version-src.tgz
tar -C "$work/pie" --sort=name --owner=0 --group=0 --numeric-owner --mtime="@$moment" --format=gnu -cf - "$name-$version" | gzip -n -9 >"$tar_file"
printf '%s\n' "$zip_file" "$tar_file"
