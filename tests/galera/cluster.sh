#!/usr/bin/env bash
# A private MariaDB Galera cluster for tests: own data directories, own sockets, free ports on the loopback.
#
#   cluster.sh start DIR [nodes]   starts it (3 nodes unless told otherwise), writes DIR/N/env for each node N
#   cluster.sh kill DIR N          kills node N the hard way (-9)
#   cluster.sh stop DIR            stops what still runs (the directories stay)
#
# DIR/N/env holds DB_SOCKET, DB_USER and DB_PASSWORD.
set -euo pipefail

# free_ports COUNT: ports that are free now, all held at once while they are looked for.
free_ports() {
	php -r '
		$held = [];
		for ($i = 0; $i < (int) $argv[1]; $i++) {
			$held[] = stream_socket_server("tcp://127.0.0.1:0");
			echo substr(strrchr(stream_socket_get_name($held[$i], false), ":"), 1), "\n";
		}' "$1"
}

provider() {
	local file
	for file in /usr/lib/galera/libgalera_smm.so /usr/lib/*/galera*/libgalera_smm.so /usr/lib/libgalera_smm.so /usr/lib64/galera*/libgalera_smm.so; do
		[ ! -f "$file" ] || {
			echo "$file"
			return 0
		}
	done
	echo "The Galera library is missing (package galera-4)." >&2
	return 1
}

is_ready() {
	[ "$(timeout 5 mariadb --no-defaults --socket="$1/s.sock" -u root -N -B \
		-e "SELECT VARIABLE_VALUE FROM information_schema.GLOBAL_STATUS WHERE VARIABLE_NAME = 'wsrep_ready'" 2>/dev/null)" = ON ]
}

# The server's user: rsync gives up root's rights when it receives, so a node of root's could not be filled.
user=$(id -un)
[ "$(id -u)" != 0 ] || user=mysql

# start_node DIR ADDRESS PORTS...: ports for clients, the group, incremental and whole state transfers.
start_node() {
	local dir=$1 address=$2 port=$3 group=$4 increment=$5 whole=$6 i
	mkdir -p "$dir/data"
	[ "$(id -u)" != 0 ] || chown "$user" "$dir" "$dir/data"
	mariadbd --no-defaults --datadir="$dir/data" --socket="$dir/s.sock" --port="$port" --bind-address=127.0.0.1 \
		--pid-file="$dir/pid" --user="$user" --skip-name-resolve --innodb-buffer-pool-size=128M \
		--innodb-flush-log-at-trx-commit=0 --innodb-autoinc-lock-mode=2 --binlog-format=ROW --max-connections=100 \
		--wsrep-on=ON --wsrep-provider="$(provider)" --wsrep-cluster-name=backorder --wsrep-cluster-address="gcomm://$address" \
		--wsrep-node-address=127.0.0.1 --wsrep-sst-method=rsync --wsrep-sst-receive-address="127.0.0.1:$whole" \
		--wsrep-provider-options="gmcast.listen_addr=tcp://127.0.0.1:$group; ist.recv_addr=tcp://127.0.0.1:$increment; gcache.size=64M; pc.recovery=false; evs.keepalive_period=PT0.5S; evs.suspect_timeout=PT2S; evs.inactive_timeout=PT4S" \
		>"$dir/server.log" 2>&1 &
	local server=$!
	echo "$server" >"$dir/server"
	for i in $(seq 1 1800); do
		! is_ready "$dir" || break
		kill -0 "$server" 2>/dev/null || break
		sleep 0.1
	done
	is_ready "$dir" || {
		echo "A node of the cluster did not start:" >&2
		tail -n 30 "$dir/server.log" >&2
		return 1
	}
	cat >"$dir/env" <<-END
		DB_SOCKET=$dir/s.sock
		DB_USER=whmcs
		DB_PASSWORD=whmcs
	END
}

start() {
	local dir=$1 nodes=${2:-3} node ports address=""
	mkdir -p "$dir"
	chmod 711 "$dir"
	dir=$(cd "$dir" && pwd)
	export TMPDIR=$dir/tmp
	mkdir -p "$TMPDIR"
	[ "$(id -u)" != 0 ] || chown "$user" "$TMPDIR"
	# The first node gets a data directory; the others receive its content.
	mkdir -p "$dir/1/data"
	[ "$(id -u)" != 0 ] || chown "$user" "$dir/1" "$dir/1/data"
	mariadb-install-db --no-defaults --datadir="$dir/1/data" --auth-root-authentication-method=normal \
		--skip-test-db --user="$user" >"$dir/install.log" 2>&1 || {
		tail -n 30 "$dir/install.log" >&2
		return 1
	}
	mapfile -t ports < <(free_ports $((nodes * 4)))
	for node in $(seq 1 "$nodes"); do
		# The first one makes the cluster, the others join those before them.
		start_node "$dir/$node" "$address" "${ports[@]:((node - 1) * 4):4}"
		address=${address:+$address,}127.0.0.1:${ports[(node - 1) * 4 + 1]}
	done
	mariadb --no-defaults --socket="$dir/1/s.sock" -u root -e "
		CREATE USER IF NOT EXISTS 'whmcs'@'%' IDENTIFIED BY 'whmcs';
		GRANT ALL ON *.* TO 'whmcs'@'%';"
}

stop() {
	local file server i
	for file in "$1"/*/server; do
		[ ! -f "$file" ] || kill "$(cat "$file")" 2>/dev/null || true
	done
	for file in "$1"/*/server; do
		[ -f "$file" ] || continue
		server=$(cat "$file")
		for i in $(seq 1 150); do
			kill -0 "$server" 2>/dev/null || break
			sleep 0.1
		done
		kill -9 "$server" 2>/dev/null || true
	done
}

case "${1:-}" in
	start | stop) "$@" ;;
	kill) kill -9 "$(cat "$2/$3/server")" ;;
	*)
		echo "usage: cluster.sh start DIR [nodes] | kill DIR N | stop DIR" >&2
		exit 2
		;;
esac
