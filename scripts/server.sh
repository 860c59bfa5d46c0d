# shellcheck shell=bash disable=SC2034,SC2154 # what the callers use and set
# Sourced by install.sh and uninstall.sh: what both have to know about this server, its PHP and its WHMCS.

name=ispapibackorder
version=$(sed -n 's/#define PHP_ISPAPIBACKORDER_VERSION "\(.*\)"/\1/p' "$here/ext/php_ispapibackorder.h")
backup_directory=/var/backups/$name

# What WHMCS needs of this folder, what the extension is built from, and what people read.
addon_parts=(ispapibackorder.php hooks.php whmcs.json logo.png LICENSE backend crons lang lib templates)
build_parts=(config.m4 Makefile.frag ext src)
guide_parts=(README.md CHANGELOG.md)

# Ends with a sentence and status 2: nothing more can be done.
die() {
	printf '%s\n' "$@" >&2
	exit 2
}

# read_options FLAGS ARGUMENT...: FLAGS are the options without a value, in one word; each becomes a variable, yes or no.
# Sets folder and wanted_php too, and ends for --help and for what is wrong.
read_options() {
	local flags=$1 flag
	shift
	folder=""
	wanted_php=""
	for flag in $flags; do
		printf -v "$flag" no
	done
	while [ $# -gt 0 ]; do
		case $1 in
			--php)
				[ $# -gt 1 ] || die "--php needs a version or a path."
				wanted_php=$2
				shift
				;;
			--php=*) wanted_php=${1#*=} ;;
			--help | -h)
				usage
				exit 0
				;;
			-*)
				flag=${1#--}
				[[ $flag != *" "* && " $flags " == *" $flag "* ]] || die "Unknown option: $1" "$(usage)"
				printf -v "$flag" yes
				;;
			*)
				[ -z "$folder" ] || die "One WHMCS at a time: $folder or $1?"
				folder=$1
				;;
		esac
		shift
	done
	[ -n "$folder" ] || die "Which WHMCS?" "$(usage)"
}

# confirm QUESTION: --yes, or a yes from the terminal.
confirm() {
	local answer
	[ "$yes" = no ] || return 0
	[ -t 0 ] || die "Nothing was changed: there is no terminal to ask on. Run it again with --yes."
	read -r -p "$1 [y/N] " answer
	case $answer in
		y | Y | yes | Yes | YES) ;;
		*)
			echo "Nothing was changed."
			exit 1
			;;
	esac
}

need_root() {
	[ "$(id -u)" = 0 ] || die "This has to run as root (sudo). Nothing was changed."
}

# ---- the system ----

# Sets distribution (its name) and package_tool (apt-get, dnf, yum or nothing). OS_RELEASE names another os-release file.
find_distribution() {
	local file=${OS_RELEASE:-/etc/os-release} family=""
	distribution="an unknown system"
	package_tool=""
	if [ -r "$file" ]; then
		# shellcheck disable=SC1090
		distribution=$(. "$file" && echo "${PRETTY_NAME:-${NAME:-$distribution}}")
		# shellcheck disable=SC1090
		family=$(. "$file" && echo "${ID:-} ${ID_LIKE:-}")
	fi
	case " $family " in
		*" debian "* | *" ubuntu "*) package_tool=apt-get ;;
		*" rhel "* | *" centos "* | *" fedora "*)
			package_tool=dnf
			{ command -v dnf || ! command -v yum; } >/dev/null 2>&1 || package_tool=yum
			;;
	esac
}

# package_of FILE: the installed package that a file came with; empty when there is none.
package_of() {
	if [ "$package_tool" = apt-get ]; then
		dpkg -S "$1" 2>/dev/null | sed -n '1s/[:,].*//p'
	else
		rpm -qf --qf '%{NAME}\n' "$1" 2>/dev/null | grep -v ' ' | head -n 1
	fi || true
}

# ---- PHP ----

# php_says PHP CODE: what the code prints, whatever PHP itself has to say about its configuration.
php_says() {
	"$1" -d display_errors=0 -d display_startup_errors=0 -r "echo \"\\n@\"; $2 echo \"\\n\";" 2>/dev/null | sed -n 's/^@//p' || true
}

# Each PHP for the command line on this server: version and real path. Hosting panels and package archives bring their
# own beside the system's.
list_php() {
	local path
	for path in /usr/bin/php /usr/bin/php[0-9].[0-9] /usr/local/bin/php /usr/local/php*/bin/php /opt/remi/php*/root/usr/bin/php \
		/opt/cpanel/ea-php*/root/usr/bin/php /opt/plesk/php/*/bin/php; do
		[ ! -x "$path" ] || php_says "$path" 'echo PHP_MAJOR_VERSION, ".", PHP_MINOR_VERSION, " ", PHP_BINARY;'
	done | sort -u
}

# supported VERSION
supported() {
	case $1 in
		7.2 | 7.3 | 7.4 | 8.0 | 8.1 | 8.2 | 8.3 | 8.4) ;;
		*) return 1 ;;
	esac
}

# find_php WANTED: WANTED is a version, a path or nothing. Sets php and what follows from it.
find_php() {
	local wanted=$1 found facts
	case $wanted in
		*/*)
			found=$(php_says "$wanted" 'echo PHP_MAJOR_VERSION, ".", PHP_MINOR_VERSION, " ", PHP_BINARY;')
			[ -n "$found" ] || die "$wanted is not PHP for the command line. --php takes a version (8.2) or a path."
			;;
		*)
			found=$(list_php)
			[ -n "$found" ] || die "There is no PHP for the command line here, and WHMCS's crons need one. If it is in an unusual place: --php PATH"
			if [ -n "$wanted" ]; then
				facts=$(awk -v wanted="$wanted" '$1 == wanted' <<<"$found" | grep .) || die "There is no PHP $wanted here. These are:" "$found"
				found=$facts
			fi
			[ "$(wc -l <<<"$found")" = 1 ] || die "There are several PHPs here. Name the one that WHMCS runs on with --php VERSION or --php PATH:" "$found"
			;;
	esac
	php_version=${found%% *}
	php=${found#* }
	supported "$php_version" || die "PHP $php_version ($php) is not supported: the extension needs PHP 7.2 to 8.4. Another PHP is named with --php."
	extension_file=$(php_says "$php" 'echo ini_get("extension_dir");')/$name.so
	scan_directory=$(php_says "$php" 'echo PHP_CONFIG_FILE_SCAN_DIR;')
	[ -n "$scan_directory" ] || die "$php reads no folder of ini files, so the extension can't be enabled from here." \
		"Build it by hand (README.md) and put extension=$name into its php.ini."
	find_php_settings
}

# Where the extension is enabled. Debian keeps one file for all ways that PHP runs in, others one folder.
find_php_settings() {
	local mode
	debian_modules=no
	settings_of=(all)
	ini_file=$scan_directory/40-$name.ini
	if [ "$scan_directory" = "/etc/php/$php_version/cli/conf.d" ] && [ -d "/etc/php/$php_version/mods-available" ]; then
		debian_modules=yes
		ini_file=/etc/php/$php_version/mods-available/$name.ini
		settings_of=()
		for mode in "/etc/php/$php_version"/*/conf.d; do
			settings_of+=("$(basename "$(dirname "$mode")")")
		done
	fi
}

# enabling_files WAY: the ini files in which the extension is enabled for one way that PHP runs in.
enabling_files() {
	local files=()
	if [ "$debian_modules" = yes ]; then
		files=("/etc/php/$php_version/$1/php.ini" "/etc/php/$php_version/$1"/conf.d/*.ini)
	else
		files=("$(php_says "$php" 'echo php_ini_loaded_file();')" "$scan_directory"/*.ini)
	fi
	grep -lsE "$ini_line" "${files[@]}" || true
}
ini_line="^[[:space:]]*extension[[:space:]]*=[[:space:]]*[\"']?([^;\"']*/)?$name(\\.so)?[\"']?[[:space:]]*(;.*)?\$"

# The PHP-FPM that belongs to this PHP; empty when there is none.
fpm_program() {
	local prefix path
	prefix=$(dirname "$(dirname "$php")")
	for path in "$prefix/sbin/php-fpm$php_version" "$prefix/sbin/php-fpm"; do
		if [ -x "$path" ]; then
			echo "$path"
			return
		fi
	done
}

# The commands after which the web server's PHP runs with what was changed.
reload_commands() {
	local fpm service
	fpm=$(fpm_program)
	if [ -n "$fpm" ]; then
		service=$(package_of "$fpm")
		echo "systemctl reload ${service:-$(basename "$fpm")}"
	fi
	if [ "$debian_modules" = yes ] && [ -d "/etc/php/$php_version/apache2" ]; then
		echo "systemctl restart apache2"
	elif ls /etc/httpd/modules/libphp*.so >/dev/null 2>&1; then
		echo "systemctl restart httpd"
	fi
}

# ---- WHMCS ----

# find_whmcs FOLDER: sets whmcs, module (the addon's place in it), and owner, owner_name, mode of its folder of addons.
find_whmcs() {
	[ -d "$1" ] || die "$1 is not a folder."
	whmcs=$(cd "$1" && pwd)
	local part
	for part in init.php configuration.php modules/addons; do
		[ -e "$whmcs/$part" ] || die "$whmcs is not the folder of a WHMCS: it has no $part."
	done
	module=$whmcs/modules/addons/$name
	owner=$(stat -c %u:%g "$whmcs/modules/addons")
	owner_name=$(stat -c %U:%G "$whmcs/modules/addons")
	mode=$(stat -c %a "$whmcs/modules/addons")
}

# as_owner COMMAND...: as the account that WHMCS's files belong to, so that nothing in its folders can lead root astray.
as_owner() {
	if [ "$(id -u)" = 0 ] && [ "${owner%:*}" != 0 ]; then
		setpriv "--reuid=${owner%:*}" "--regid=${owner#*:}" --clear-groups "$@"
	else
		"$@"
	fi
}

# The addon's folder is packed before it is replaced or removed.
back_up_module() {
	local file
	file=$backup_directory/$(date +%Y%m%d-%H%M%S).tar.gz
	mkdir -p "$backup_directory"
	chmod 700 "$backup_directory"
	(umask 077 && tar -C "$whmcs/modules/addons" -czf "$file" "$name")
	echo "The old files are in $file"
}
