#!/usr/bin/env bash
# The release on a clean server: packed, unpacked, installed with install.sh, used, brought up to date, removed. Prints
# "ok" and "FAIL" lines.
#
#   prove_install.sh FOLDER    FOLDER is empty, for everything; DB_HOST, DB_PORT, DB_USER and DB_PASSWORD name a database
#
# Run it as root in mount and process name spaces of its own (unshare --mount --pid --fork --kill-child), so that nothing
# it mounts or starts outlives it.
# shellcheck disable=SC2317 # check runs functions by their names
set -uo pipefail
checkout=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)

work=$1
root=$work/root
out=$work/out
whmcs=/srv/www/whmcs
module=$whmcs/modules/addons/ispapibackorder
unpacked=/root/ispapibackorder
key='a long secret key'

# check NAME COMMAND...: one test.
check() {
	local name=$1
	shift
	if "$@" >"$work/check.log" 2>&1; then
		echo "ok    $name"
	else
		echo "FAIL  $name"
		tail -n 40 "$work/check.log" | sed 's/^/      /'
	fi
}

# expect STATUS COMMAND...: its output goes to the file out.
expect() {
	local wanted=$1 status
	shift
	"$@" >"$out" 2>&1 </dev/null
	status=$?
	cat "$out"
	[ "$status" = "$wanted" ] || {
		echo "status $status, not $wanted: $*"
		return 1
	}
}

# has TEXT... / has_not TEXT...: what out holds.
has() {
	local text
	for text in "$@"; do
		grep -qF -- "$text" "$out" || {
			echo "not said: $text"
			return 1
		}
	done
}
has_not() {
	! grep -nF -- "$1" "$out"
}

inside() {
	chroot "$root" env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 HOME=/root "$@"
}

# As the account that the web server's PHP runs as, from /.
as_web() {
	chroot --userspec=www-data:www-data "$root" env -i PATH=/usr/bin:/bin LC_ALL=C.UTF-8 "$@"
}

install_sh() {
	inside "$unpacked/install.sh" "$@"
}

free_port() {
	# shellcheck disable=SC2016 # it is PHP
	php -r '$s = stream_socket_server("tcp://127.0.0.1:0"); echo substr(strrchr(stream_socket_get_name($s, false), ":"), 1);'
}

database() {
	"$1" --no-defaults -h "$DB_HOST" -P "$DB_PORT" -u "$DB_USER" "-p$DB_PASSWORD" "${@:2}"
}

# Everything in the root that an installation could change, but for what the system itself writes all the time.
snapshot() {
	(cd "$root" && find etc opt root srv usr var/lib/dpkg/status -type f -printf '%p %s %T@ %U:%G %m\n' | sort)
}

# ---- the release ----

makes_package() {
	make -s -C "$checkout" -f Makefile.frag package && cp -R "$checkout/.build/package" "$work/package"
}

unpack() {
	cp "$work"/package/*.zip "$root/root/release.zip" && inside sh -c 'cd /root && unzip -q release.zip'
}

# ---- the server ----

make_whmcs() {
	mkdir -p "$root/srv/stand-in" "$root/srv/www"
	mount --bind "$checkout/tests/whmcs" "$root/srv/stand-in" || return 1
	inside useradd -M shop || return 1
	inside php /srv/stand-in/install.php --target "$whmcs" --db-host "$DB_HOST" --db-port "$DB_PORT" --db-name installed \
		--db-user "$DB_USER" --db-password "$DB_PASSWORD" --system-url "http://127.0.0.1:$apache_port" --admin-dir backoffice || return 1
	# Its crons lie outside the web root.
	mv "$root$whmcs/crons" "$root/srv/whmcs-crons"
	echo "<?php \$whmcspath = '$whmcs/';" >"$root/srv/whmcs-crons/config.php"
	inside chown -R shop:www-data "$whmcs" /srv/whmcs-crons && as_web php -q /srv/whmcs-crons/cron.php
}

# Apache with PHP inside on one port, and in front of PHP-FPM on another.
start_web_servers() {
	local port
	printf 'Listen 127.0.0.1:%s\n' "$apache_port" "$fpm_port" >"$root/etc/apache2/ports.conf"
	echo "ServerName localhost" >>"$root/etc/apache2/ports.conf"
	for port in "$apache_port" "$fpm_port"; do
		echo "<VirtualHost *:$port>"
		echo "DocumentRoot $whmcs"
		echo "<Directory $whmcs>"
		echo "Require all granted"
		echo "</Directory>"
		if [ "$port" = "$fpm_port" ]; then
			echo '<FilesMatch "\.php$">'
			echo "SetHandler \"proxy:unix:/run/php/php$php_version-fpm.sock|fcgi://localhost\""
			echo "</FilesMatch>"
		fi
		echo "</VirtualHost>"
	done >"$root/etc/apache2/sites-enabled/000-default.conf"
	inside a2enmod -q proxy_fcgi && inside mkdir -p /run/php && inside "php-fpm$php_version" --daemonize && inside apache2ctl start
}

stop_web_servers() {
	inside apache2ctl stop
	inside sh -c "kill \$(cat /run/php/php$php_version-fpm.pid)"
}

start_registrar() {
	local i
	node "$checkout/tests/data/make_droplist.mjs" --rows 2000 --now "$(date -u +%Y-%m-%dT%H:%M:%SZ)" --out "$work/list.csv" || return 1
	node "$checkout/tests/registrar/server.mjs" --port 0 --ready-file "$work/registrar.json" --droplist "$work/list.csv" >"$work/registrar.log" 2>&1 &
	for i in $(seq 1 300); do
		[ ! -s "$work/registrar.json" ] || break
		sleep 0.1
	done
	[ "$i" -lt 300 ] || return 1
	registrar=$(node -p 'JSON.parse(require("fs").readFileSync(process.argv[1], "utf8")).url' "$work/registrar.json")
}

# ---- install.sh ----

refuses() {
	expect 2 install_sh --yes && has "Which WHMCS?" || return 1
	expect 2 install_sh --yes /srv/nowhere && has "/srv/nowhere is not a folder." || return 1
	expect 2 install_sh --yes /srv/www && has "is not the folder of a WHMCS: it has no init.php." || return 1
	expect 2 install_sh --yes --php 5.6 "$whmcs" && has "There is no PHP 5.6 here." "$php_version /usr/bin/php$php_version" || return 1
	expect 2 install_sh --yes --php /bin/true "$whmcs" && has "/bin/true is not PHP for the command line." || return 1
	expect 2 install_sh "$whmcs" && has "This will be installed or changed:" "Nothing was changed" || return 1
	inside cp -r "$unpacked" /srv/release || return 1
	expect 2 as_web /srv/release/install.sh --yes "$whmcs" && has "This has to run as root" || return 1
	rm -rf "$root/srv/release"
}

# On a terminal it asks, and takes no for an answer.
asks() {
	echo no >"$work/answer"
	script -qec "chroot $root $unpacked/install.sh $whmcs" /dev/null <"$work/answer" >"$out" 2>&1
	local status=$?
	cat "$out"
	[ "$status" = 1 ] && has "This will be installed or changed:" "Go on? [y/N]" "Nothing was changed."
}

refuses_to_choose() {
	cp "$root/usr/bin/php$php_version" "$root/usr/local/bin/php" || return 1
	expect 2 install_sh --yes "$whmcs" && has "There are several PHPs here." "$php_version /usr/bin/php$php_version" "$php_version /usr/local/bin/php" || return 1
	expect 1 install_sh --check --php "/usr/bin/php$php_version" "$whmcs" || return 1
	rm "$root/usr/local/bin/php"
}

# A PHP of our own making says that it is another version.
refuses_old_php() {
	# shellcheck disable=SC2016 # for that PHP
	printf '#!/bin/sh\necho\necho "@5.6 $0"\n' >"$root/srv/php5" && chmod +x "$root/srv/php5" || return 1
	expect 2 install_sh --yes --php /srv/php5 "$whmcs" && has "PHP 5.6 (/srv/php5) is not supported" || return 1
	rm "$root/srv/php5"
}

other_systems() {
	printf 'ID=almalinux\nID_LIKE="rhel centos fedora"\nPRETTY_NAME="A RHEL-like system"\n' >"$root/srv/os-release"
	expect 1 inside OS_RELEASE=/srv/os-release "$unpacked/install.sh" --check "$whmcs" || return 1
	has "packages, by dnf: gcc make autoconf pkgconf-pkg-config php-devel mariadb-connector-c-devel libcurl-devel libzip-devel zlib-devel pcre2-devel libidn2-devel" || return 1
	printf 'ID=arch\nPRETTY_NAME="Something else"\n' >"$root/srv/os-release"
	expect 2 inside OS_RELEASE=/srv/os-release "$unpacked/install.sh" --yes "$whmcs" || return 1
	has "this is Something else" "missing  a C compiler" "missing  libzip 1.5.0 or newer" "Install by hand" || return 1
	rm "$root/srv/os-release"
}

check_says_what_is_missing() {
	expect 1 install_sh --check "$whmcs" &&
		has "missing  packages, by apt-get: build-essential autoconf pkg-config php$php_version-dev libmariadb-dev" \
			"missing  the extension" "the command line, PHP-FPM" "missing  the addon's files in $module, for shop:www-data"
}

# Root's umask keeps others out of what root makes, as on hardened servers.
installs() {
	expect 0 inside sh -c 'umask 027 && exec "$@"' - "$unpacked/install.sh" --yes "$whmcs" &&
		has "is installed" "systemctl reload php$php_version-fpm" "systemctl restart apache2" \
			"*/5 * * * *    /usr/bin/php$php_version -q $module/crons/batch.php --quiet" &&
		as_web php -m | grep -x ispapibackorder
}

# PHP says nothing of an ini file that it can't read.
repairs_unreadable_ini() {
	local ini=$root/etc/php/$php_version/mods-available/ispapibackorder.ini
	chmod 600 "$ini" && ! as_web php -m | grep -x ispapibackorder || return 1
	expect 1 install_sh --check "$whmcs" && has "missing  the extension for shop: that account can't read" || return 1
	expect 0 install_sh --yes "$whmcs" && as_web php -m | grep -x ispapibackorder && [ "$(stat -c %a "$ini")" = 644 ]
}

everything_is_in_place() {
	expect 0 install_sh --check "$whmcs" && has "ok       the extension" "Everything is in place." && has_not missing
}

again_changes_nothing() {
	snapshot >"$work/before"
	expect 0 install_sh --yes "$whmcs" && has "Everything is in place." && snapshot | diff "$work/before" -
}

every_php_has_it() {
	inside php -m | grep -x ispapibackorder && inside "php-fpm$php_version" -m | grep -x ispapibackorder &&
		inside "php-fpm$php_version" -t && expect 0 inside php -m && has_not Warning
}

owners_are_right() {
	! inside find "$module" \( ! -user shop -o ! -group www-data \) -print | grep . &&
		! inside find "$module" -type f ! -perm 644 -print | grep . && [ ! -e "$root$module/src" ] && [ ! -e "$root$module/install.sh" ]
}

# ---- using it ----

activates() {
	expect 0 as_web php "$whmcs/hostctl.php" activate ispapibackorder --role 1 --setting "registrar_url=$registrar/api/call.cgi" \
		--setting "droplist_url=$registrar/files/domain-backordering/pending_delete_domain_list.csv.zip" \
		--setting "cron_key=$key" --setting guests_may_search=on || return 1
	[ "$(database mariadb -N -e "SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = 'installed' AND table_name LIKE 'backorder\\_%'")" -gt 5 ]
}

# crons_run WHERE [NAME=VALUE]: the three scripts in this folder, as a crontab starts them.
crons_run() {
	local folder=$1 script
	shift
	for script in daily_import_pendingdomainlist daily_dropdate_synch batch; do
		expect 0 as_web "$@" php -q "$folder/$script.php" || return 1
	done
	[ "$(database mariadb -N installed -e 'SELECT COUNT(*) FROM backorder_pending_domains')" -gt 1900 ]
}

# answers PORT STATUS TEXT PATH CURL-OPTIONS...
answers() {
	local port=$1 wanted=$2 text=$3 path=$4 status
	shift 4
	status=$(inside curl -s -o /tmp/answer -w '%{http_code}' "$@" "http://127.0.0.1:$port/$path")
	cp "$root/tmp/answer" "$out"
	head -c 1000 "$out"
	[ "$status" = "$wanted" ] || {
		echo "HTTP status $status, not $wanted"
		return 1
	}
	has "$text"
}

http_cron() {
	local port=$1 cron=modules/addons/ispapibackorder/crons/batch.php
	answers "$port" 403 "secret key" "$cron" && answers "$port" 403 "secret key" "$cron" -X POST &&
		answers "$port" 403 "secret key" "$cron" -X POST -H "X-Backorder-Key: ${key}x" &&
		answers "$port" 403 "secret key" "$cron" -H "X-Backorder-Key: $key" &&
		answers "$port" 200 "batch: " "$cron" -X POST -H "X-Backorder-Key: $key"
}

pages_show() {
	answers "$1" 200 "<title>Expiring Domains" "index.php?m=ispapibackorder" && has templates/assets/client.js &&
		answers "$1" 200 data-bo-search "modules/addons/ispapibackorder/templates/assets/client.js" &&
		answers "$1" 200 password "backoffice/login.php"
}

linked_module() {
	mkdir -p "$root/opt" && mv "$root$module" "$root/opt/backorder" && ln -s /opt/backorder "$root$module" || return 1
	crons_run "$module/crons" && crons_run /opt/backorder/crons "WHMCS_ROOT=$whmcs" || return 1
	expect 2 as_web php -q /opt/backorder/crons/batch.php && has WHMCS_ROOT || return 1
	expect 2 install_sh --yes "$whmcs" && has "$module is a symbolic link to /opt/backorder" || return 1
	rm "$root$module" && mv "$root/opt/backorder" "$root$module"
}

# ---- bringing it up to date ----

# What an older version left, and what the reseller wrote.
make_older() {
	mkdir -p "$root$module/lang/overrides" "$root$module/controller" &&
		echo "<?php \$_ADDONLANG['title'] = 'Ours';" >"$root$module/lang/overrides/english.php" &&
		echo "<?php // old" >"$root$module/controller/manage.php" && echo "// older" >>"$root$module/lib/Text.php" &&
		printf 'old' >"$root$(inside php -r 'echo ini_get("extension_dir");')/ispapibackorder.so"
}

updates() {
	database mariadb-dump --skip-dump-date installed >"$work/before.sql" && make_older || return 1
	expect 1 install_sh --check "$whmcs" || return 1
	has "missing  the extension" "this version's files" || return 1
	expect 0 install_sh --yes "$whmcs" || return 1
	grep -q Ours "$root$module/lang/overrides/english.php" && [ ! -e "$root$module/controller" ] && owners_are_right || return 1
	cmp "$root$module/lib/Text.php" "$checkout/lib/Text.php" || return 1
	tar -tzf "$root"/var/backups/ispapibackorder/*.tar.gz | grep controller/manage.php || return 1
	[ "$(ls -A "$root$whmcs/modules/addons")" = ispapibackorder ] || return 1
	database mariadb-dump --skip-dump-date installed | cmp - "$work/before.sql" && everything_is_in_place && every_php_has_it
}

# Files that were unpacked inside WHMCS by root are given to WHMCS's account.
installs_from_inside() {
	mv "$root$module" "$root/srv/module" && inside sh -c "cd $whmcs/modules/addons && umask 077 && unzip -q /root/release.zip" || return 1
	expect 1 inside "$module/install.sh" --check "$whmcs" && has "missing  shop:www-data as the owner" || return 1
	expect 0 inside "$module/install.sh" --yes "$whmcs" && everything_is_in_place_inside && crons_run "$module/crons" || return 1
	rm -rf "${root:?}$module" && mv "$root/srv/module" "$root$module"
}

everything_is_in_place_inside() {
	expect 0 inside "$module/install.sh" --check "$whmcs" && has_not missing
}

# ---- uninstall.sh ----

uninstalls() {
	local tables
	inside sh -c "echo '*/5 * * * * www-data php -q $module/crons/batch.php' >/etc/cron.d/backorder"
	tables=$(database mariadb -N installed -e "SHOW TABLES LIKE 'backorder\\_%'")
	expect 2 inside "$unpacked/uninstall.sh" "$whmcs" && has "Nothing was changed" || return 1
	expect 0 inside "$unpacked/uninstall.sh" --yes "$whmcs" || return 1
	has "tables are still there" "systemctl reload php$php_version-fpm" "/etc/cron.d/backorder" || return 1
	[ -n "$tables" ] && [ "$tables" = "$(database mariadb -N installed -e "SHOW TABLES LIKE 'backorder\\_%'")" ] || return 1
	[ ! -e "$root$module" ] && ! find "$root/etc/php" "$root/usr/lib/php" -name '*ispapibackorder*' | grep . || return 1
	! inside php -m | grep ispapibackorder && ! inside "php-fpm$php_version" -m | grep ispapibackorder &&
		expect 0 inside php -m && has_not Warning && [ -n "$(ls "$root/var/backups/ispapibackorder")" ]
}

uninstalls_again() {
	expect 0 inside "$unpacked/uninstall.sh" --yes "$whmcs" && has "Nothing of ISPAPI Backorder is installed here."
}

removed_from_pages() {
	start_web_servers && answers "$fpm_port" 200 "" index.php && answers "$apache_port" 200 "" index.php
	local status=$?
	stop_web_servers
	return "$status"
}

mkdir -p "$work"
apache_port=$(free_port)
fpm_port=$(free_port)
check "make package" makes_package
if ! bash "$checkout/tests/install/server_root.sh" "$root" "$work/cache" >"$work/root.log" 2>&1; then
	echo "FAIL  a clean Debian can't be made"
	tail -n 20 "$work/root.log" | sed 's/^/      /'
	exit 1
fi
php_version=$(inside php -r 'echo PHP_MAJOR_VERSION, ".", PHP_MINOR_VERSION;')
check "the release unpacks" unpack
check "a server with WHMCS, its crons moved, its admin folder renamed" make_whmcs
check "the stand-in registrar" start_registrar
snapshot >"$work/clean"
check "install.sh refuses what it can't do" refuses
check "install.sh asks before it changes anything" asks
check "install.sh refuses to choose between two PHPs" refuses_to_choose
check "install.sh refuses a PHP that is too old" refuses_old_php
check "install.sh on other systems" other_systems
check "install.sh --check says what is missing" check_says_what_is_missing
check "none of that changed anything" diff "$work/clean" <(snapshot)
check "install.sh installs" installs
check "install.sh --check finds everything" everything_is_in_place
check "install.sh again changes nothing" again_changes_nothing
check "an ini file that only root can read is told and put right" repairs_unreadable_ini
check "command line and PHP-FPM load the extension" every_php_has_it
check "the files belong to WHMCS's account" owners_are_right
check "WHMCS activates the addon" activates
check "the crons run from /" crons_run "$module/crons"
check "web servers start" start_web_servers
check "pages through Apache" pages_show "$apache_port"
check "pages through PHP-FPM" pages_show "$fpm_port"
check "crons over HTTP, Apache: only with the key" http_cron "$apache_port"
check "crons over HTTP, PHP-FPM: only with the key" http_cron "$fpm_port"
check "a linked module folder" linked_module
check "web servers stop" stop_web_servers
check "install.sh brings an older version up to date" updates
check "the crons run after it" crons_run "$module/crons"
check "install.sh from inside WHMCS" installs_from_inside
check "WHMCS saw no PHP warning" test "$(as_web php "$whmcs/hostctl.php" errors)" = "[]"
check "uninstall.sh leaves the tables alone" uninstalls
check "uninstall.sh again has nothing to do" uninstalls_again
check "WHMCS's pages without the addon's files" removed_from_pages
kill %% 2>/dev/null
exit 0
