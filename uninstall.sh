#!/usr/bin/env bash
# Takes the addon off a server that runs WHMCS. Its data stays.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

usage() {
	cat <<-END
		Usage: uninstall.sh [options] /path/to/whmcs

		Disables and removes the PHP extension, and removes the addon's files from WHMCS. The database's tables
		backorder_* stay with everything in them, and so do installed packages. It says what it will do and asks
		before it changes anything. Deactivate the addon in WHMCS first.

		  --yes        do not ask
		  --php WHICH  only from this PHP: a version (8.2) or the path of a PHP for the command line; otherwise from
		               every one that has it
		  --help       this text

		Exit status: 0 it is gone, 1 the answer was no, 2 it can't be done.
	END
}

# shellcheck source=scripts/server.sh
. "$here/scripts/server.sh"

# What will be done, a line each.
todo=()

look_at_module() {
	if [ -L "$module" ]; then
		todo+=("remove the link $module; the files in $(readlink "$module") stay")
	elif [ -d "$module" ]; then
		todo+=("remove $module, packed into $backup_directory first")
	fi
}

# The files in which the extension is enabled, whoever wrote them.
settings_files() {
	local way file
	for way in "${settings_of[@]}"; do
		while read -r file; do
			realpath "$file"
		done < <(enabling_files "$way")
	done | sort -u
}

look_at_extension() {
	local file
	if [ -f "$ini_file" ]; then
		todo+=("remove $ini_file and the links to it")
	fi
	while read -r file; do
		[ "$file" = "$(realpath -m "$ini_file")" ] || todo+=("remove the line that enables the extension from $file")
	done < <(settings_files)
	if [ -f "$extension_file" ]; then
		todo+=("remove $extension_file")
	fi
}

remove_extension() {
	local file
	if [ "$debian_modules" = yes ] && [ -f "$ini_file" ]; then
		phpdismod -v "$php_version" -s ALL "$name"
	fi
	rm -f "$ini_file"
	while read -r file; do
		sed -i -E "\\@$ini_line@d" "$file"
	done < <(settings_files)
	rm -f "$extension_file"
}

remove_module() {
	if [ -L "$module" ]; then
		rm -f "$module"
	elif [ -d "$module" ]; then
		back_up_module
		rm -rf "$module"
	fi
}

# The crons would only say that there is no such file.
say_crontabs() {
	local found
	found=$(grep -lsE "addons/$name/crons/" /etc/crontab /etc/cron.d/* /var/spool/cron/* /var/spool/cron/crontabs/* || true)
	[ -z "$found" ] || printf 'Take its crons out of %s\n' "$found"
}

main() {
	local path commands=""
	local -a phps=()
	read_options yes "$@"
	find_whmcs "$folder"
	find_distribution
	if [ -n "$wanted_php" ]; then
		find_php "$wanted_php"
		phps=("$php")
	else
		while read -r path; do
			phps+=("${path#* }")
		done < <(list_php)
	fi
	look_at_module
	for path in ${phps[@]+"${phps[@]}"}; do
		(find_php "$path") >/dev/null 2>&1 || continue
		find_php "$path"
		look_at_extension
	done
	if [ ${#todo[@]} = 0 ]; then
		echo "Nothing of ISPAPI Backorder is installed here."
		exit 0
	fi
	echo "This will be done:"
	printf '  - %s\n' "${todo[@]}"
	echo "The database's tables backorder_* and everything in them stay, and so do the packages that were installed."
	need_root
	confirm "Go on?"
	for path in ${phps[@]+"${phps[@]}"}; do
		(find_php "$path") >/dev/null 2>&1 || continue
		find_php "$path"
		remove_extension
		commands+=$(reload_commands)$'\n'
	done
	remove_module
	echo "ISPAPI Backorder is removed; its tables are still there."
	commands=$(sed '/^$/d' <<<"$commands" | sort -u)
	[ -z "$commands" ] || printf '%s\n' "Let the web server's PHP forget it:" "$commands"
	say_crontabs
	# This file may be among those that are gone.
	exit 0
}

main "$@"
