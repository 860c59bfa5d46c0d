#!/usr/bin/env bash
# Every test. Parts can be named: tests/run.sh unit phpt
#
#   unit       the C core, built without PHP, with AddressSanitizer and UBSan (cmocka)
#   phpt       what PHP sees of the extension, each test also twice in one process
#   registrar  the stand-in registrar and the list generator
#   whmcs      the stand-in WHMCS
#   e2e        the whole system: real database, HTTP, browser
#   machine    the status machine: random histories against a model, kill -9 at any point, crons at once, a database
#              that fails, time zones; about four minutes in all. BO_MACHINE_FULL=1 takes everything: 100,000 steps of
#              the model, each point, 20 rounds of 2,000 orders. BO_MACHINE_STEPS, _SEED, _STRIDE, _TWICE, _ORDERS and
#              _ROUNDS choose sizes one by one. BO_REGISTRAR_SCHEDULES, _ORDERS and _SEED: the same for the real
#              driver against the stand-in registrar under faults (500 schedules when everything is taken)
#   upgrade    the tables of version 4 become those of this one: 2,000 orders of every kind row by row, kill -9 at every
#              statement, two processes at once; about two minutes. BO_UPGRADE_ORDERS for another number of orders
#   fuzz       the list's lines, the text of a search and the index file against inputs that libFuzzer makes up:
#              a minute in all; BO_FUZZ_SECONDS=600 for ten minutes a target
#   galera     runs at once on the nodes of a MariaDB Galera cluster, one of them killed; only when it is named, since
#              it takes some minutes: tests/run.sh galera
#   install    the release on a clean Debian in a folder: make package, install.sh, WHMCS's pages and crons, an update,
#              uninstall.sh. Only when it is named: it takes some minutes, root and the network
#   memcheck   the unit tests under valgrind, without the sanitizers; only when it is named. BO_MEMCHECK="test_diff test_db"
#              takes these only
#   style      formatting, linters, and the gates that keep the house in order
#
# The last line is "N passed, N failed"; a test that can't run is a failure, or says why it was left out.
set -uo pipefail
cd "$(dirname "$0")/.."

parts=("$@")
left_out=""
if [ ${#parts[@]} = 0 ]; then
	parts=(style unit machine upgrade fuzz phpt registrar whmcs e2e)
	left_out="left out: galera, install and memcheck, which take minutes more: tests/run.sh galera install memcheck"
fi
bash tests/support/install.sh test || exit 1

passed=0
failed=0
work=$(mktemp -d)
export TMPDIR=$work
database=""
servers=()
galera=""

finish() {
	# A second signal, as a whole group of processes gets it, must not keep this from its end.
	trap '' INT TERM HUP
	local job
	for job in $(jobs -rp); do
		kill "$job" 2>/dev/null
	done
	wait
	local server
	for server in ${database:+"$database"} ${servers[@]+"${servers[@]}"}; do
		bash tests/support/database.sh stop "$server"
	done
	[ -z "$galera" ] || bash tests/galera/cluster.sh stop "$galera"
	rm -rf "$work"
}
trap finish EXIT
trap 'exit 130' INT TERM HUP

# count PASSED FAILED: adds to the totals.
count() {
	passed=$((passed + $1))
	failed=$((failed + $2))
}

# check NAME COMMAND...: one test that is a command.
check() {
	local name=$1
	shift
	if "$@" >"$work/check.log" 2>&1; then
		echo "ok    $name"
		count 1 0
	else
		echo "FAIL  $name"
		sed 's/^/      /' "$work/check.log" | head -n 40
		count 0 1
	fi
}

# sum PATTERN FILE: the sum of the numbers that follow the pattern, line by line.
sum() {
	sed -nE "s/$1/\\1/p" "$2" | awk '{ n += $1 } END { print n + 0 }'
}

need_database() {
	[ -z "$database" ] || return 0
	database=$work/database
	bash tests/support/database.sh start "$database" || exit 1
	# shellcheck disable=SC1091
	. "$database/env"
	export BO_TEST_DB_SOCKET=$DB_SOCKET BO_TEST_DB_HOST=$DB_HOST BO_TEST_DB_PORT=$DB_PORT
	export BO_TEST_DB_USER=$DB_USER BO_TEST_DB_PASSWORD=$DB_PASSWORD
}

run_unit() {
	need_database
	if ! make -s -j"$(nproc)" -f tests/unit/Makefile SANITIZE=1 >"$work/unit-build.log" 2>&1; then
		tail -n 40 "$work/unit-build.log"
		echo "FAIL  the unit tests do not build"
		count 0 1
		return
	fi
	# A test asks for absurd amounts of memory: that must fail as malloc() fails, not end the program.
	local -x ASAN_OPTIONS=allocator_may_return_null=1
	local test log ok bad tests=()
	for test in .build/sanitize/tests/test_*; do
		[ -x "$test" ] && [ -f "tests/unit/$(basename "$test").c" ] && tests+=("$test")
	done
	# Each has a schema, ports and folders of its own, so as many run at once as there are cores.
	for test in "${tests[@]}"; do
		while [ "$(jobs -rp | wc -l)" -ge "$(nproc)" ]; do
			wait -n
		done
		log=$work/$(basename "$test").log
		{
			"$test" >"$log" 2>&1
			echo $? >"$log.status"
		} &
	done
	wait
	for test in "${tests[@]}"; do
		log=$work/$(basename "$test").log
		local status
		status=$(cat "$log.status")
		ok=$(grep -c '^\[       OK \]' "$log")
		bad=$(grep -c '^\[  FAILED  \] [A-Za-z_0-9]*$' "$log")
		# A crash or a sanitizer's report ends the program without a list of failures.
		[ "$status" = 0 ] || [ "$bad" -gt 0 ] || bad=1
		[ "$ok" -gt 0 ] || [ "$bad" -gt 0 ] || bad=1
		count "$ok" "$bad"
		if [ "$bad" -gt 0 ] || [ "$status" != 0 ]; then
			echo "FAIL  $(basename "$test"): $bad of $((ok + bad)), status $status"
			grep -vE '^\[( RUN      |       OK )\]' "$log" | head -n 60 | sed 's/^/      /'
		else
			echo "ok    $(basename "$test"): $ok"
			# Data that is no part of the project may be missing; what was left out for that is said.
			grep '^skipped: ' "$log" | sed 's/^/      /'
		fi
	done
}

# Leaks are the sanitizer build's business (unit): valgrind would also count what a forked child leaves behind.
run_memcheck() {
	need_database
	if ! make -s -j"$(nproc)" -f tests/unit/Makefile >"$work/memcheck-build.log" 2>&1; then
		tail -n 40 "$work/memcheck-build.log"
		echo "FAIL  the unit tests do not build"
		count 0 1
		return
	fi
	local test
	for test in ${BO_MEMCHECK:-$(cd tests/unit && basename -s .c -a test_*.c)}; do
		check "valgrind: $test" valgrind --quiet --error-exitcode=99 --leak-check=no ".build/unit/tests/$test"
	done
}

# fuzz_corpus TARGET: the folders with its first inputs.
fuzz_corpus() {
	case $1 in
		index) echo .build/fuzz/seeds/index ;;
		line_parser)
			# Data that is no part of the project: one record with the good row behind it is one input.
			local data=../shared/data hostile=$work/fuzz-hostile
			if [ -f "$data/hostile.csv" ] && [ -f "$data/hostile.index.tsv" ]; then
				mkdir -p "$hostile"
				tail -n +2 "$data/hostile.index.tsv" | while IFS=$'\t' read -r id offset bytes _; do
					[[ $id != canary-* && $bytes -lt 4000 ]] || continue
					{ printf 05 && tail -c "+$((offset + 1))" "$data/hostile.csv" | head -c "$((bytes + 36))"; } >"$hostile/$id"
				done
				echo "$hostile"
			fi
			echo tests/fuzz/seeds/line_parser
			;;
		*) echo "tests/fuzz/seeds/$1" ;;
	esac
}

# fuzz_one TARGET: runs over its seeds, then for a while; logs, status and found inputs go to a folder of its own.
fuzz_one() {
	local target=$1 out=$work/fuzz-$1 running="" folders
	# Inputs are up to 4096 bytes long: more than the longest line and the longest search.
	local program=(.build/fuzz/fuzz_"$1" -timeout=10 -rss_limit_mb=1024 -max_len=4096 "-artifact_prefix=$out/found/"
		-print_final_stats=1)
	local -x ASAN_OPTIONS=allocator_may_return_null=1:quarantine_size_mb=64
	trap '[ -z "$running" ] || kill "$running" 2>/dev/null; exit 143' TERM
	mkdir -p "$out/found" "$out/new"
	mapfile -t folders < <(fuzz_corpus "$target")
	"${program[@]}" -runs=0 "${folders[@]}" >"$out/seeds.log" 2>&1 &
	running=$!
	wait "$running"
	echo $? >"$out/seeds.status"
	"${program[@]}" "-dict=tests/fuzz/$target.dict" "-max_total_time=${BO_FUZZ_SECONDS:-20}" "$out/new" "${folders[@]}" \
		>"$out/timed.log" 2>&1 &
	running=$!
	wait "$running"
	echo $? >"$out/timed.status"
}

# fuzz_result NAME LOG STATUS RUNS FOUND: one test; the inputs that broke it are printed, for the folder goes away.
fuzz_result() {
	local name=$1 log=$2 status=$3 runs=$4 found=$5 file
	if [ "$status" = 0 ] && [ "$runs" -gt 0 ]; then
		echo "ok    $name: $runs inputs"
		count 1 0
		return
	fi
	echo "FAIL  $name: $runs inputs, status $status"
	count 0 1
	grep -aE 'this must hold|runtime error|ERROR: |^ +#[0-9]+ .* in .*(src|tests)/' "$log" | head -n 20 | sed 's/^/      /'
	[ "$runs" -gt 0 ] || tail -n 20 "$log" | sed 's/^/      /'
	for file in "$found"/*; do
		[ -f "$file" ] || continue
		echo "      the input $(basename "$file") in base64:"
		base64 -w 0 "$file"
		echo
		rm -f "$file"
	done
}

run_fuzz() {
	if ! make -s -j"$(nproc)" -f tests/fuzz/Makefile >"$work/fuzz-build.log" 2>&1; then
		tail -n 40 "$work/fuzz-build.log"
		echo "FAIL  the fuzz targets do not build"
		count 0 1
		return
	fi
	local source target runs
	for source in tests/fuzz/fuzz_*.c; do
		while [ "$(jobs -rp | wc -l)" -ge "$(nproc)" ]; do
			wait -n
		done
		target=$(basename "$source" .c)
		fuzz_one "${target#fuzz_}" &
	done
	wait
	for source in tests/fuzz/fuzz_*.c; do
		target=$(basename "$source" .c)
		target=${target#fuzz_}
		local out=$work/fuzz-$target
		# What the first run finds, the second one meets as well: the input is printed once.
		runs=$(sum '.*seed corpus: files: ([0-9]+) .*' "$out/seeds.log")
		fuzz_result "fuzz_$target, its seeds" "$out/seeds.log" "$(cat "$out/seeds.status")" "$runs" "$out/found"
		runs=$(sum '^stat::number_of_executed_units: *([0-9]+).*' "$out/timed.log")
		fuzz_result "fuzz_$target, for a while" "$out/timed.log" "$(cat "$out/timed.status")" "$runs" "$out/found"
	done
}

# machine_server NAME OPTIONS...: one more server, for what must not disturb the others.
machine_server() {
	local directory=$work/$1
	shift
	servers+=("$directory")
	bash tests/support/database.sh start "$directory" "$@"
}

# machine_job NAME SERVER COMMAND...: in the background, its output in a file; SERVER is a directory.
machine_job() {
	local name=$1 server=$2
	shift 2
	while [ "$(jobs -rp | wc -l)" -ge "$(nproc)" ]; do
		wait -n
	done
	(
		# shellcheck disable=SC1091
		. "$server/env"
		export BO_TEST_DB_SOCKET=$DB_SOCKET BO_TEST_DB_USER=$DB_USER BO_TEST_DB_PASSWORD=$DB_PASSWORD BO_MACHINE_SERVER=$server
		"$@" >"$work/machine-$name.log" 2>&1
		echo $? >"$work/machine-$name.status"
	) &
}

# machine_result NAME...: what the jobs print are lines "ok ..." and "FAIL ..."; none at all is a failure.
machine_result() {
	local name log ok bad
	for name in "$@"; do
		log=$work/machine-$name.log
		ok=$(grep -c '^ok ' "$log")
		bad=$(grep -c '^FAIL ' "$log")
		[ "$bad" -gt 0 ] || { [ "$(cat "$work/machine-$name.status")" = 0 ] && [ "$ok" -gt 0 ]; } || bad=1
		count "$ok" "$bad"
		if [ "$bad" = 0 ]; then
			cat "$log"
		else
			echo "FAIL  $name, status $(cat "$work/machine-$name.status")"
			head -n 120 "$log" | sed 's/^/      /'
		fi
	done
}

run_machine() {
	need_database
	if ! make -s -j"$(nproc)" -f tests/machine/Makefile programs >"$work/machine-build.log" 2>&1; then
		tail -n 40 "$work/machine-build.log"
		echo "FAIL  the programs of tests/machine do not build"
		count 0 1
		return
	fi
	local extension
	extension=$(bash tests/support/build.sh) || {
		count 0 1
		return
	}
	if [ -n "${BO_MACHINE_FULL:-}" ]; then
		export BO_MACHINE_STEPS=${BO_MACHINE_STEPS:-100000} BO_MACHINE_ORDERS=${BO_MACHINE_ORDERS:-2000}
		export BO_MACHINE_ROUNDS=${BO_MACHINE_ROUNDS:-20} BO_MACHINE_TWICE=${BO_MACHINE_TWICE:-100}
		export BO_REGISTRAR_SCHEDULES=${BO_REGISTRAR_SCHEDULES:-500}
	else
		export BO_MACHINE_STEPS=${BO_MACHINE_STEPS:-10000} BO_MACHINE_STRIDE=${BO_MACHINE_STRIDE:-3}
		export BO_MACHINE_TWICE=${BO_MACHINE_TWICE:-5}
	fi
	local programs=.build/machine/machine
	machine_server private &&
		machine_server tokyo --default-time-zone=+09:00 --sql-mode= &&
		machine_server strict --default-time-zone=-05:00 \
			--sql-mode=TRADITIONAL,ONLY_FULL_GROUP_BY,NO_ZERO_DATE,NO_ZERO_IN_DATE,PIPES_AS_CONCAT || {
		echo "FAIL  a server does not start"
		count 0 1
		return
	}
	machine_job model "$database" "$programs/prove_model"
	machine_job crash-1 "$database" "$programs/prove_crash" failed refused missed caught paid-later auction-won
	machine_job crash-2 "$database" "$programs/prove_crash" auction-lost invoice-cancelled unknown deleted answer-lost date-moved
	machine_job lost "$work/private" "$programs/prove_faults" lost
	machine_job full "$database" "$programs/prove_faults" full
	wait
	machine_job read-only "$work/private" "$programs/prove_faults" read-only
	machine_job parallel "$database" "$programs/prove_parallel"
	machine_job registrar "$database" "$programs/prove_registrar"
	wait
	machine_job restart "$work/private" "$programs/prove_faults" restart
	local php=(php -n -d "extension=$extension" -d "ispapibackorder.clock_file=$work/zones.clock")
	machine_job zones-plain "$database" env TZ=UTC "$programs/prove_zones"
	machine_job zones-tokyo "$work/tokyo" env TZ=America/New_York "$programs/prove_zones"
	machine_job zones-strict "$work/strict" env TZ=Asia/Tokyo "$programs/prove_zones"
	wait
	machine_job php-plain "$database" "${php[@]}" -d date.timezone=UTC tests/machine/zones.php
	wait
	machine_job php-tokyo "$work/tokyo" env TZ=Asia/Tokyo "${php[@]}" -d date.timezone=America/New_York tests/machine/zones.php
	wait
	machine_job php-strict "$work/strict" env TZ=America/New_York "${php[@]}" -d date.timezone=Asia/Tokyo tests/machine/zones.php
	wait
	machine_result model crash-1 crash-2 parallel registrar lost read-only full restart
	local zone
	for zone in tokyo strict; do
		check "same lives, $zone server" cmp "$work/machine-zones-plain.log" "$work/machine-zones-$zone.log"
		check "same orders from PHP, $zone server" cmp "$work/machine-php-plain.log" "$work/machine-php-$zone.log"
	done
	check "lives and orders were there to compare" grep -q 'AUCTION-WON' "$work/machine-zones-plain.log"
	check "orders from PHP were there to compare" grep -q 'funds_reserved' "$work/machine-php-plain.log"
}

run_upgrade() {
	need_database
	if ! make -s -j"$(nproc)" -f tests/upgrade/Makefile programs >"$work/upgrade-build.log" 2>&1; then
		tail -n 40 "$work/upgrade-build.log"
		echo "FAIL  the program of tests/upgrade does not build"
		count 0 1
		return
	fi
	machine_job upgrade "$database" .build/machine/upgrade/prove_upgrade
	wait
	machine_result upgrade
}

run_phpt() {
	need_database
	local extension
	extension=$(bash tests/support/build.sh) || {
		count 0 1
		return
	}
	local runner repeat log
	runner=$(ls "$(php-config --prefix)"/lib/php/build/run-tests.php /usr/lib/php/*/build/run-tests.php 2>/dev/null | tail -n 1)
	cp "$runner" "$work/run-tests.php"
	for repeat in 1 2; do
		log=$work/phpt-$repeat.log
		# The runner writes beside its tests: they run in a copy, so that the checkout stays clean.
		rm -rf "$work/phpt" && cp -R tests/phpt "$work/phpt"
		(cd "$work" && NO_INTERACTION=1 TEST_PHP_EXECUTABLE=$(command -v php) \
			php run-tests.php -n -q -g FAIL,XFAIL,BORK,WARN,LEAK,SKIP \
			$([ "$repeat" = 1 ] || echo --repeat 2) -d "extension=$extension" "$work/phpt") >"$log" 2>&1
		local ok bad
		ok=$(sum '^Tests passed *: *([0-9]+).*' "$log")
		bad=$(grep -E '^Tests (failed|skipped|warned|borked)' "$log" | sed -E 's/^[^:]*: *([0-9]+).*/\1/' | awk '{ n += $1 } END { print n + 0 }')
		[ "$ok" -gt 0 ] || bad=$((bad + 1))
		count "$ok" "$bad"
		echo "$([ "$bad" = 0 ] && echo 'ok   ' || echo FAIL)  phpt, $repeat run(s) a process: $ok passed, $bad failed"
		[ "$bad" = 0 ] || tail -n 60 "$log" | sed 's/^/      /'
	done
}

# node_tests NAME FILES...
node_tests() {
	local name=$1
	shift
	node --test --test-reporter=tap "$@" >"$work/node.log" 2>&1
	local status=$? ok bad
	ok=$(sum '^# pass ([0-9]+).*' "$work/node.log")
	bad=$(sum '^# fail ([0-9]+).*' "$work/node.log")
	[ "$status" = 0 ] || [ "$bad" -gt 0 ] || bad=1
	[ "$ok" -gt 0 ] || bad=$((bad + 1))
	count "$ok" "$bad"
	echo "$([ "$bad" = 0 ] && echo 'ok   ' || echo FAIL)  $name: $ok passed, $bad failed"
	[ "$bad" = 0 ] || grep -A 40 -E '^ *not ok' "$work/node.log" | head -n 160 | sed 's/^/      /'
}

run_registrar() {
	node_tests "stand-in registrar" tests/registrar/test/*.test.mjs
}

run_whmcs() {
	php tests/whmcs/test/run.php >"$work/whmcs.log" 2>&1
	local status=$? ok bad
	ok=$(sum '^([0-9]+) passed, [0-9]+ failed.*' "$work/whmcs.log")
	bad=$(sum '^[0-9]+ passed, ([0-9]+) failed.*' "$work/whmcs.log")
	[ "$status" = 0 ] || [ "$bad" -gt 0 ] || bad=1
	count "$ok" "$bad"
	echo "$([ "$bad" = 0 ] && echo 'ok   ' || echo FAIL)  stand-in WHMCS: $ok passed, $bad failed"
	[ "$bad" = 0 ] || tail -n 60 "$work/whmcs.log" | sed 's/^/      /'
}

run_e2e() {
	BACKORDER_EXTENSION=$(bash tests/support/build.sh) || {
		count 0 1
		return
	}
	export BACKORDER_EXTENSION
	node_tests "whole system" --test-concurrency=1 tests/e2e/*.test.mjs
}

run_galera() {
	local log=$work/galera.log cluster=$work/galera ok bad status
	if ! bash tests/support/install.sh galera >"$log" 2>&1; then
		tail -n 5 "$log"
		echo "FAIL  galera: its packages (galera-4, rsync) can't be installed here"
		count 0 1
		return
	fi
	if ! make -s -j"$(nproc)" -f tests/unit/Makefile .build/unit/tests/galera_runs >"$log" 2>&1; then
		tail -n 40 "$log"
		echo "FAIL  the galera test does not build"
		count 0 1
		return
	fi
	# The server's user must get through to its files.
	chmod 711 "$work"
	node tests/data/make_droplist.mjs --rows 50000 --seed 1 --now 2026-11-23T09:00:00Z --out "$work/galera.csv" &&
		node --input-type=module -e '
			import { readFileSync, writeFileSync } from "node:fs";
			import { zipOneEntry } from "./tests/registrar/zip.mjs";
			const [csv, zip] = process.argv.slice(1);
			writeFileSync(zip, await zipOneEntry("pending_delete_domain_list.csv", readFileSync(csv), 1795000000));
		' "$work/galera.csv" "$work/galera.zip"
	galera=$cluster
	if bash tests/galera/cluster.sh start "$cluster" >"$log" 2>&1; then
		BO_TEST_DB_SOCKET=$cluster/1/s.sock BO_TEST_DB_USER=whmcs BO_TEST_DB_PASSWORD=whmcs BO_GALERA_DIR=$cluster \
			BO_GALERA_LIST=$work/galera.zip timeout 900 .build/unit/tests/galera_runs >"$log" 2>&1
		status=$?
	else
		status=1
	fi
	ok=$(grep -c '^\[       OK \]' "$log")
	bad=$(grep -c '^\[  FAILED  \] [A-Za-z_0-9]*$' "$log")
	[ "$status" = 0 ] || [ "$bad" -gt 0 ] || bad=1
	count "$ok" "$bad"
	echo "$([ "$bad" = 0 ] && echo 'ok   ' || echo FAIL)  galera: $ok passed, $bad failed"
	[ "$bad" = 0 ] || tail -n 60 "$log" | sed 's/^/      /'
	bash tests/galera/cluster.sh stop "$cluster"
	galera=""
}

# In name spaces of its own, so that nothing it mounts or starts can stay behind.
install_job() {
	local running=""
	trap '[ -z "$running" ] || kill -KILL "$running" 2>/dev/null; exit 143' TERM
	unshare --mount --pid --fork --kill-child bash tests/install/prove_install.sh "$work/install" >"$work/machine-install.log" 2>&1 &
	running=$!
	wait "$running"
	echo $? >"$work/machine-install.status"
}

run_install() {
	if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
		echo "left out: install needs root on Debian"
		return
	fi
	if ! bash tests/support/install.sh install >"$work/install.log" 2>&1; then
		tail -n 5 "$work/install.log"
		echo "FAIL  install: debootstrap can't be installed here"
		count 0 1
		return
	fi
	need_database
	# What is a clean server's own account must get through to its files.
	chmod 711 "$work"
	export DB_HOST DB_PORT DB_USER DB_PASSWORD
	install_job &
	wait
	machine_result install
}

run_style() {
	# shellcheck disable=SC1091
	. tests/style.sh
}

for part in "${parts[@]}"; do
	case $part in
		unit | memcheck | machine | upgrade | fuzz | phpt | registrar | whmcs | e2e | galera | install | style)
			echo "== $part"
			"run_$part"
			;;
		*)
			echo "There is no part named $part." >&2
			exit 2
			;;
	esac
done

[ -z "$left_out" ] || echo "$left_out"
echo "$passed passed, $failed failed"
[ "$failed" = 0 ] && [ "$passed" -gt 0 ]
