#!/usr/bin/env bash
# Installs what the tests and the demo need and what is missing: Debian packages and the npm packages of the lock files.
#
#   install.sh [demo|test]     demo: to build and run; test (the default): compilers, checkers and a browser as well
#   install.sh galera          what a MariaDB Galera cluster needs beside them, nothing else
#   install.sh install         what a clean Debian in a folder needs beside them, nothing else
set -euo pipefail
cd "$(dirname "$0")/../.."

demo_packages="
	build-essential autoconf libtool pkg-config git ca-certificates
	php-cli php-dev php-mysql php-curl php-zip php-mbstring php-xml php-illuminate-database smarty3
	mariadb-server mariadb-client
	libmariadb-dev libcurl4-openssl-dev libzip-dev zlib1g-dev libpcre2-dev libidn2-dev
	python3 unzip"
test_packages="
	$demo_packages
	php-parser libcmocka-dev valgrind clang-format clang-tidy cppcheck chromium binutils clang libclang-rt-14-dev graphviz
	shellcheck zip locales"
# For the parts of tests/run.sh with these names alone.
galera_packages="mariadb-server galera-4 rsync"
install_packages="debootstrap"

case ${1:-test} in
	demo) packages=$demo_packages ;;
	galera) packages=$galera_packages ;;
	install) packages=$install_packages ;;
	*) packages=$test_packages ;;
esac
# Node comes from Debian unless there is one already.
command -v node >/dev/null 2>&1 || packages="$packages nodejs"
command -v npm >/dev/null 2>&1 || packages="$packages npm"

missing=""
for package in $packages; do
	dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing="$missing $package"
done
if [ -n "$missing" ]; then
	if [ "$(id -u)" != 0 ]; then
		echo "Packages are missing; run as root, or first: apt-get install$missing" >&2
		exit 1
	fi
	echo "Installing:$missing" >&2
	export DEBIAN_FRONTEND=noninteractive
	apt-get update -qq
	# Services are not started: every test starts its own server.
	printf '#!/bin/sh\nexit 101\n' >/usr/sbin/policy-rc.d.backorder
	made_policy=no
	if [ ! -e /usr/sbin/policy-rc.d ]; then
		install -m 755 /usr/sbin/policy-rc.d.backorder /usr/sbin/policy-rc.d
		made_policy=yes
	fi
	rm -f /usr/sbin/policy-rc.d.backorder
	# shellcheck disable=SC2086
	apt-get install -y -qq --no-install-recommends $missing >/dev/null
	[ "$made_policy" = no ] || rm -f /usr/sbin/policy-rc.d
fi

case ${1:-test} in
	galera | install) exit 0 ;;
esac
sh tests/whmcs/setup.sh >&2
if [ "${1:-test}" != demo ] && [ ! -d tests/e2e/node_modules ]; then
	(cd tests/e2e && npm ci --no-audit --no-fund >&2)
fi
