#!/bin/sh
# Fetches the front-end libraries when they are missing.
set -e
cd "$(dirname "$0")"
if [ ! -f node_modules/.package-lock.json ]; then
    npm ci --no-audit --no-fund
fi
