#!/bin/sh
# serve.sh DIR HOST:PORT [php options ...]: serves an instance with PHP's built-in server, in the foreground.
# PHP options are such as `-d extension=name.so` or `-c FILE`. PHP and PHP_CLI_SERVER_WORKERS may be set outside.
set -e
if [ $# -lt 2 ]; then
    sed -n '2,3s/^# //p' "$0" >&2
    exit 2
fi
directory=$1
address=$2
shift 2
PHP_CLI_SERVER_WORKERS=${PHP_CLI_SERVER_WORKERS:-4}
export PHP_CLI_SERVER_WORKERS

# The built-in server's workers outlive their master. In a session of their own they can be ended together,
# by ending this script.
# Changed files count at once: tests rewrite configuration.php between two requests.
setsid "${PHP:-php}" -d opcache.revalidate_freq=0 "$@" -S "$address" -t "$directory" "$directory/router.php" &
server=$!
trap 'kill -s TERM -- "-$server" 2>/dev/null || true' EXIT
trap 'exit 0' INT TERM HUP
wait "$server"
