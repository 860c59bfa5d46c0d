#!/usr/bin/env bash
# A clean Debian in a folder, with what a server that runs WHMCS has: PHP for the command line, PHP-FPM and Apache, and
# the libraries of the stand-in WHMCS. It comes from where this machine's own packages come from.
#
#   server_root.sh FOLDER CACHE    makes it; CACHE is a folder for packages, and stays mounted in it
#
# Run it in a mount name space of its own: what it mounts goes away with that.
set -euo pipefail

root=$1
cache=$2
# There is no such folder inside.
unset TMPDIR

# This machine's sources of the distribution itself, a line each: address suite component.
sources() {
	# shellcheck disable=SC2016 # apt-get replaces these
	apt-get indextargets --format '$(ORIGIN)|$(REPO_URI) $(RELEASE) $(COMPONENT)' 'Identifier: Packages' | sed -n 's/^Debian|//p'
}

codename=$(. /etc/os-release && echo "$VERSION_CODENAME")
mirror=$(sources | awk -v suite="$codename" '$2 == suite { print $1; exit }')
[ -n "$mirror" ] || {
	echo "apt-get has no source of $codename on this machine" >&2
	exit 1
}

# What this machine has fetched already is not fetched again; where links can't be made, it is.
mkdir -p "$cache/partial"
ln -f /var/cache/apt/archives/*.deb "$cache/" 2>/dev/null || true
debootstrap --variant=minbase --cache-dir="$cache" "$codename" "$root" "$mirror"

mount -t proc proc "$root/proc"
mount --bind "$cache" "$root/var/cache/apt/archives"
sources | sed 's/^/deb /' >"$root/etc/apt/sources.list"
apt-config dump Acquire | grep -E '^Acquire::(http|https|ftp|Retries)' >"$root/etc/apt/apt.conf.d/90machine" || true
cp /etc/resolv.conf /etc/hosts "$root/etc/"
echo force-unsafe-io >"$root/etc/dpkg/dpkg.cfg.d/quick"
# Packages must not start their services here.
printf '#!/bin/sh\nexit 101\n' >"$root/usr/sbin/policy-rc.d"
chmod 755 "$root/usr/sbin/policy-rc.d"

export DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8
chroot "$root" apt-get update -qq
chroot "$root" apt-get install -y -qq --no-install-recommends php-cli php-fpm php-mysql php-mbstring libapache2-mod-php apache2 \
	php-illuminate-database smarty3 curl unzip
