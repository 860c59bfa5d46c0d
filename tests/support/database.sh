#!/usr/bin/env bash
# A private MariaDB for tests: own data directory, own socket, a free port on the loopback.
#
#   database.sh start DIR [mariadbd options]   starts it, prints nothing, writes DIR/env
#   database.sh stop DIR                       stops it (the directory stays)
#
# DIR/env holds DB_HOST, DB_PORT, DB_SOCKET, DB_USER, DB_PASSWORD for `.` or `source`.
set -euo pipefail

free_port() {
	php -r '$s = stream_socket_server("tcp://127.0.0.1:0"); echo substr(strrchr(stream_socket_get_name($s, false), ":"), 1);'
}

start() {
	local dir=$1
	shift
	mkdir -p "$dir/tmp"
	dir=$(cd "$dir" && pwd)
	if [ ! -d "$dir/data/mysql" ]; then
		mariadb-install-db --no-defaults --datadir="$dir/data" --auth-root-authentication-method=normal \
			--skip-test-db --user="$(id -un)" >"$dir/install.log" 2>&1 || {
			cat "$dir/install.log" >&2
			return 1
		}
	fi
	local try port
	for try in 1 2 3; do
		port=$(free_port)
		mariadbd --no-defaults --datadir="$dir/data" --socket="$dir/s.sock" --port="$port" \
			--tmpdir="$dir/tmp" --bind-address=127.0.0.1 --pid-file="$dir/pid" --user="$(id -un)" --skip-name-resolve \
			--innodb-buffer-pool-size=256M --innodb-flush-log-at-trx-commit=2 --max-connections=200 "$@" \
			>"$dir/server.log" 2>&1 &
		local server=$!
		local i
		for i in $(seq 1 300); do
			if mariadb-admin --no-defaults --socket="$dir/s.sock" -u root ping >/dev/null 2>&1; then
				break 2
			fi
			kill -0 "$server" 2>/dev/null || break
			sleep 0.1
		done
	done
	mariadb-admin --no-defaults --socket="$dir/s.sock" -u root ping >/dev/null || {
		tail -20 "$dir/server.log" >&2
		return 1
	}
	mariadb --no-defaults --socket="$dir/s.sock" -u root -e "
		CREATE USER IF NOT EXISTS 'whmcs'@'%' IDENTIFIED BY 'whmcs';
		GRANT ALL ON *.* TO 'whmcs'@'%' WITH GRANT OPTION;"
	cat >"$dir/env" <<-EOF
		DB_HOST=127.0.0.1
		DB_PORT=$port
		DB_SOCKET=$dir/s.sock
		DB_USER=whmcs
		DB_PASSWORD=whmcs
	EOF
}

stop() {
	local dir=$1
	[ -f "$dir/pid" ] || return 0
	local server
	server=$(cat "$dir/pid")
	kill "$server" 2>/dev/null || return 0
	local i
	for i in $(seq 1 300); do
		kill -0 "$server" 2>/dev/null || return 0
		sleep 0.1
	done
	kill -9 "$server" 2>/dev/null || true
}

case "${1:-}" in
	start | stop)
		"$@"
		;;
	*)
		echo "usage: database.sh start|stop DIR" >&2
		exit 2
		;;
esac
