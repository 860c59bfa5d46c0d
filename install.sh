#!/usr/bin/env bash
# Installs the addon on a server that runs WHMCS, or brings it up to date.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

usage() {
	cat <<-END
		Usage: install.sh [options] /path/to/whmcs

		Builds the PHP extension, enables it for the command line and the web server, and puts the addon's files
		into WHMCS. It says what it will do and asks before it changes anything; run again, it brings everything
		up to date. Texts in lang/overrides are kept, and the database is not touched.

		  --check      change nothing; say what is missing
		  --yes        do not ask
		  --php WHICH  the PHP that WHMCS runs on, when there are several: a version (8.2) or the path of a PHP for
		               the command line
		  --help       this text

		Exit status: 0 everything is in place, 1 something is missing (--check) or the answer was no, 2 it can't be done.
	END
}

# shellcheck source=scripts/server.sh
. "$here/scripts/server.sh"

# ---- what is there, what is missing ----

# --check
check=no
# What has to be done, a line each.
todo=()
# What has to be installed.
packages=()

# present WHAT / lacking WHAT: a line of the report.
present() {
	[ "$check" = no ] || echo "ok       $1"
}
lacking() {
	todo+=("$1")
	[ "$check" = no ] || echo "missing  $1"
}

# pick DEBIAN RPM: the name that this distribution has for a package.
pick() {
	if [ "$package_tool" = apt-get ]; then
		echo "$1"
	else
		echo "$2"
	fi
}

# tool NAME DEBIAN RPM COMMAND...: something that builds; there when the command succeeds.
tool() {
	local what=$1 debian=$2 rpm=$3
	shift 3
	if "$@" >/dev/null 2>&1; then
		present "$what"
	else
		missing_tools+=("$what")
		packages+=("$(pick "$debian" "$rpm")")
	fi
}

# shellcheck disable=SC2317 # called by tool
compiler_works() {
	echo '#include <stdio.h>' | cc -x c -fsyntax-only -
}

# The development files of exactly this PHP lie beside it. Sets php_config and phpize.
# shellcheck disable=SC2317 # called by tool
development_files() {
	local ending
	for ending in "$php_version" ""; do
		php_config=$(dirname "$php")/php-config$ending
		phpize=$(dirname "$php")/phpize$ending
		if [ -x "$php_config" ] && [ -x "$phpize" ] && [ "$("$php_config" --version)" = "$(php_says "$php" 'echo PHP_VERSION;')" ]; then
			return 0
		fi
	done
	return 1
}

# The package with them is named as the one with PHP itself.
development_package() {
	local package
	package=$(package_of "$php")
	case $package in
		*-cli) echo "${package%-cli}$(pick -dev -devel)" ;;
		"") pick "php$php_version-dev" php-devel ;;
		*) echo "$package$(pick -dev -devel)" ;;
	esac
}

# config.m4 has the list of libraries: pkg-config's name, the oldest version, a name for people, Debian's and RPM's package.
libraries() {
	sed -n 's/^ *BACKORDER_LIBRARY(\[\(.*\)\], \[\(.*\)\], \[\(.*\)\], \[\(.*\)\], \[\(.*\)\])$/\1|\2|\3|\4|\5/p' "$here/config.m4"
}

# Sets missing_tools and the packages that bring them.
find_missing_tools() {
	local package least title debian rpm
	missing_tools=()
	packages=()
	tool "a C compiler" build-essential gcc compiler_works
	tool make build-essential make command -v make
	tool autoconf autoconf autoconf command -v autoconf
	tool pkg-config pkg-config pkgconf-pkg-config command -v pkg-config
	tool "PHP $php_version's development files" "$(development_package)" "$(development_package)" development_files
	while IFS='|' read -r package least title debian rpm; do
		tool "$title $least or newer, with headers" "$debian" "$rpm" pkg-config --exists "$package >= $least"
	done < <(libraries)
}

look_at_tools() {
	find_missing_tools
	[ ${#missing_tools[@]} -gt 0 ] || return 0
	if [ -z "$package_tool" ]; then
		printf 'missing  %s\n' "${missing_tools[@]}"
		die "Packages can only be installed on Debian, Ubuntu and RHEL-like systems, and this is $distribution." \
			"Install by hand what is missing to build the extension (above), then run this again."
	fi
	mapfile -t packages < <(printf '%s\n' "${packages[@]}" | awk '!seen[$0]++')
	lacking "packages, by $package_tool: ${packages[*]}"
}

# A line of the ini file: what the extension was built from, and what was built.
built_mark() {
	local sources
	sources=$(cd "$here" && find "${build_parts[@]}" -type f \( -name '*.[ch]' -o -name config.m4 -o -name Makefile.frag \) -print0 |
		LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum | cut -c 1-32)
	echo "; sources $sources, built $(sha256sum "$extension_file" | cut -c 1-32)"
}

# wrong_with FILE: why the extension in it is no use in this PHP, without any configuration; nothing when it is.
wrong_with() {
	local facts
	facts=$("$php" -n -d "extension=$1" --ri "$name" 2>&1) || true
	if grep -qx "Version => $version" <<<"$facts"; then
		sed -n 's/^Libraries => //p' <<<"$facts"
	else
		head -n 5 <<<"$facts"
	fi
}

look_at_extension() {
	build=yes
	if [ -f "$extension_file" ] && [ -z "$(wrong_with "$extension_file")" ] && grep -qsxF "$(built_mark)" "$ini_file"; then
		build=no
		present "the extension: $extension_file"
	else
		lacking "the extension, to be built and put into $(dirname "$extension_file")"
	fi
	enable=()
	local way ways=""
	for way in "${settings_of[@]}"; do
		if [ -n "$(enabling_files "$way")" ]; then
			present "enabled for $(way_name "$way")"
		else
			enable+=("$way")
			ways+="${ways:+, }$(way_name "$way")"
		fi
	done
	[ -z "$ways" ] || lacking "$ini_file, which enables it for $ways"
	readable=yes
	if [ "$build" = no ] && [ -z "$ways" ] && ! owner_has_it; then
		readable=no
		lacking "the extension for ${owner_name%:*}: that account can't read $extension_file or $ini_file, and PHP says nothing of it"
	fi
}

# Whether PHP loads it when the account of WHMCS's files calls it, as the crontab does.
owner_has_it() {
	as_owner "$php" -d display_errors=0 -d display_startup_errors=0 -r "exit(extension_loaded('$name') ? 0 : 1);" >/dev/null 2>&1
}

way_name() {
	case $1 in
		all) echo "the command line and the web server ($scan_directory)" ;;
		cli) echo "the command line" ;;
		fpm) echo "PHP-FPM" ;;
		apache2) echo "Apache" ;;
		*) echo "PHP's $1" ;;
	esac
}

# sums FOLDER FIND-ARGUMENTS...: names and sums of the files, but for the texts that the reseller wrote.
sums() {
	local folder=$1
	shift
	(cd "$folder" && find "$@" -type f ! -path '*lang/overrides/*' -printf '%p\0' | sed -z 's#^\./##' | LC_ALL=C sort -z | xargs -0r sha256sum)
}

# How rights have to be, as chmod takes it: read as in the folder of addons, written by the group only if there too.
rights() {
	local group=g= other=o=
	[ $((0$mode & 040)) = 0 ] || group=g=rX
	[ $((0$mode & 020)) = 0 ] || group=g=rwX
	[ $((0$mode & 04)) = 0 ] || other=o=rX
	echo "u=rwX,$group,$other"
}

look_at_files() {
	copy=no
	own=no
	if [ -d "$module" ] && [ "$(realpath "$module")" = "$(realpath "$here")" ]; then
		# Unpacked where it belongs.
		present "the addon's files: $module"
	elif [ -L "$module" ]; then
		die "$module is a symbolic link to $(readlink "$module"), and files behind a link are not replaced." \
			"Unpack this version there and run its install.sh, or remove the link. Nothing was changed."
	elif [ -d "$module" ] && [ "$(sums "$here" "${addon_parts[@]}")" = "$(sums "$module" .)" ]; then
		present "the addon's files: $module"
	else
		copy=yes
		if [ -e "$module" ]; then
			lacking "this version's files in $module, for $owner_name; the old ones are packed into $backup_directory first"
		else
			lacking "the addon's files in $module, for $owner_name"
		fi
	fi
	[ "$copy" = no ] || return 0
	if [ -z "$(find "$module/" \( ! -uid "${owner%:*}" -o ! -gid "${owner#*:}" -o ! -perm "-$(printf '%o' $((0$mode & 0444)))" \) -print -quit)" ]; then
		present "their owner: $owner_name"
	else
		own=yes
		lacking "$owner_name as the owner of $module, with rights $(rights)"
	fi
}

# ---- doing it ----

install_packages() {
	[ ${#packages[@]} -gt 0 ] || return 0
	echo "Installing packages ..."
	if [ "$package_tool" = apt-get ]; then
		export DEBIAN_FRONTEND=noninteractive NEEDRESTART_MODE=l
		apt-get update -qq || echo "apt-get update failed; going on with the lists that are there" >&2
		# What is installed stays: it belongs to somebody.
		apt-get install -y -qq --no-install-recommends --no-remove "${packages[@]}" >"$log" 2>&1 || {
			tail -n 20 "$log" >&2
			die "apt-get could not install ${packages[*]}."
		}
	else
		"$package_tool" install -y "${packages[@]}" >"$log" 2>&1 || {
			tail -n 20 "$log" >&2
			die "$package_tool could not install ${packages[*]}. On RHEL-like systems some of them are in the" \
				"repository \"crb\" (\"powertools\" in version 8): $package_tool config-manager --set-enabled crb"
		}
	fi
	find_missing_tools
	[ ${#missing_tools[@]} = 0 ] || die "The packages of $distribution do not bring what the extension needs:" "${missing_tools[@]}" \
		"Where PHP's development files are of another version than PHP itself, update PHP; then run this again."
}

# Sets work to a folder in which programs may be run: /tmp is often mounted without that.
make_work_folder() {
	local folder
	for folder in "${TMPDIR:-/tmp}" /var/tmp "${HOME:-/root}"; do
		work=$(mktemp -d "$folder/$name.XXXXXX" 2>/dev/null) || continue
		printf '#!/bin/sh\n' >"$work/probe"
		chmod +x "$work/probe"
		! "$work/probe" 2>/dev/null || return 0
		rm -rf "$work"
	done
	die "There is no temporary folder that programs may be run in. Name one: TMPDIR=/path $0 ..."
}

build_extension() {
	[ "$build" = yes ] || return 0
	echo "Building the extension for PHP $php_version ..."
	mkdir "$work/build"
	tar -C "$here" -cf - "${build_parts[@]}" | tar -C "$work/build" --no-same-owner -xf -
	(
		cd "$work/build" && "$phpize" && ./configure --enable-$name "--with-php-config=$php_config" && make -j"$(nproc)"
	) >"$log" 2>&1 || {
		grep -E ': (fatal )?error:|undefined reference|\*\*\*|^configure: error' "$log" | head -n 20 >&2
		cp "$log" "/var/log/$name-build.log" 2>/dev/null || true
		die "The build failed; its log is /var/log/$name-build.log"
	}
	local built=$work/build/modules/$name.so wrong
	wrong=$(wrong_with "$built")
	[ -z "$wrong" ] || die "The extension that was built is no use in $php:" "$wrong"
	# PHP may have the old file mapped: a new one takes its name.
	install -m 644 "$built" "$extension_file.new"
	mv -f "$extension_file.new" "$extension_file"
	! command -v restorecon >/dev/null 2>&1 || restorecon "$extension_file" || true
	write_ini
}

write_ini() {
	local way line=""
	# Somebody who enabled the extension in a file of their own keeps that.
	for way in "${settings_of[@]}"; do
		enabled_elsewhere "$way" || line=extension=$name
	done
	printf '%s\n' "; $name, written by install.sh" "$(built_mark)" ${line:+"$line"} >"$ini_file"
	# PHP passes over an ini file that it can't read without a word, and root's umask may keep others out.
	chmod 644 "$ini_file"
}

make_readable() {
	[ "$readable" = no ] || return 0
	chmod 644 "$extension_file" "$ini_file"
}

enabled_elsewhere() {
	local file
	while read -r file; do
		[ "$(realpath "$file")" = "$(realpath -m "$ini_file")" ] || return 0
	done < <(enabling_files "$1")
	return 1
}

enable_extension() {
	[ ${#enable[@]} -gt 0 ] || return 0
	grep -qE "$ini_line" "$ini_file" 2>/dev/null || write_ini
	if [ "$debian_modules" = yes ]; then
		local way
		for way in "${enable[@]}"; do
			phpenmod -v "$php_version" -s "$way" "$name"
		done
	fi
}

copy_files() {
	[ "$copy" = yes ] || return 0
	echo "Copying the addon's files ..."
	local addons=$whmcs/modules/addons
	as_owner test -w "$addons" || die "$addons can't be written by its owner, ${owner_name%:*}."
	fresh=$(as_owner mktemp -d "$addons/.$name.XXXXXX")
	tar -C "$here" -cf - "${addon_parts[@]}" | as_owner tar -C "$fresh" --no-same-owner -xf -
	if [ -d "$module/lang/overrides" ]; then
		tar -C "$module" -cf - lang/overrides | as_owner tar -C "$fresh" --no-same-owner -xf -
	fi
	as_owner chmod -R "$(rights)" "$fresh"
	if [ -e "$module" ]; then
		back_up_module
		replaced=$fresh.old
		mv -T "$module" "$replaced"
	fi
	mv -T "$fresh" "$module"
	fresh=""
	if [ -n "$replaced" ]; then
		rm -rf "$replaced"
		replaced=""
	fi
	! command -v restorecon >/dev/null 2>&1 || restorecon -R "$module" || true
}

own_files() {
	[ "$own" = yes ] || return 0
	chown -hR "$owner" "$module/"
	chmod -R "$(rights)" "$module/"
}

# Whatever happens, the addon's folder is either the old or the new one.
# shellcheck disable=SC2317 # called by trap
clean_up() {
	if [ -n "${replaced:-}" ] && [ -d "$replaced" ] && [ ! -e "$module" ]; then
		mv -T "$replaced" "$module"
	fi
	rm -rf ${work:+"$work"} ${fresh:+"$fresh"}
}

# The web server's and the command line's PHP really have it, the latter also as the account that the crons run as.
verify() {
	local fpm
	[ -n "$(php_says "$php" 'echo phpversion("'"$name"'") ?: "";')" ] ||
		die "The extension is in place, but $php does not load it:" "$("$php" -m 2>&1 | grep -i "$name")"
	owner_has_it ||
		die "The extension is in place, but $php does not load it when ${owner_name%:*} calls it, as the crons do." \
			"Can that account read $extension_file, $ini_file and the folders above them?"
	fpm=$(fpm_program)
	[ -z "$fpm" ] || grep -qx "$name" < <("$fpm" -m 2>/dev/null) || die "The extension is in place, but $fpm does not load it." "$("$fpm" -m 2>&1 | grep -i "$name")"
}

# ---- what is left ----

cron_line() {
	local root=""
	# Behind a link the scripts find WHMCS by the path that they are called by; a name is surer.
	[ ! -L "$module" ] || root="WHMCS_ROOT=$(printf %q "$whmcs") "
	# Without --quiet cron would send a mail for every run.
	printf '       %-14s %s%q -q %q --quiet\n' "$1" "$root" "$php" "$module/crons/$2"
}

say_what_is_left() {
	local commands
	commands=$(reload_commands)
	commands=${commands:-restart what runs it}
	echo
	echo "What is left to you:"
	echo "  1. Let the web server's PHP load it:"
	printf '       %s\n' "${commands//$'\n'/$'\n'       }"
	echo "  2. Once, in WHMCS: System Settings > Addon Modules > ISPAPI Backorder > Activate, and tick the admin roles."
	echo "     After an update: open Addons > ISPAPI Backorder."
	echo "  3. The crontab of the account that WHMCS's pages and its own cron run as; the hours are UTC:"
	cron_line '1 0,10 * * *' daily_import_pendingdomainlist.php
	cron_line '1 1,11 * * *' daily_dropdate_synch.php
	cron_line '*/5 * * * *' batch.php
	[ "$(date +%z)" = +0000 ] || echo "     (This server's clock shows $(date '+%Z, UTC %z'): shift the hours.)"
	echo "  4. Addons > ISPAPI Backorder > Pricing, then Status: it says what is missing."
	echo "When WHMCS changes to another PHP version, run install.sh again."
}

main() {
	read_options "check yes" "$@"
	find_whmcs "$folder"
	find_distribution
	find_php "$wanted_php"
	echo "ISPAPI Backorder $version for PHP $php_version ($php) and the WHMCS in $whmcs, on $distribution"
	look_at_extension
	[ "$build" = no ] || look_at_tools
	look_at_files
	if [ ${#todo[@]} = 0 ]; then
		echo "Everything is in place."
		[ "$check" = yes ] || say_what_is_left
		exit 0
	fi
	[ "$check" = no ] || exit 1
	echo "This will be installed or changed:"
	printf '  - %s\n' "${todo[@]}"
	need_root
	confirm "Go on?"
	fresh=""
	replaced=""
	trap clean_up EXIT
	trap 'exit 130' INT TERM HUP
	make_work_folder
	log=$work/log
	install_packages
	build_extension
	enable_extension
	make_readable
	copy_files
	own_files
	verify
	echo "ISPAPI Backorder $version is installed."
	say_what_is_left
	# What is behind this line may have been replaced while it ran.
	exit 0
}

main "$@"
