#!/usr/bin/env bash
# Measures the response time for a reader of an article while twenty clients send the most expensive requests that the service
# accepts, one kind at a time, with a heap of 512 MB. Then 4 and 50 connections send many requests and read no response.
# Requires compiled tests:
#
#   ./mvnw -q package -DskipTests && bench/hostile.sh [seconds=10] [heap=512m] [kinds, for example 'affiliation|nulls']
set -euo pipefail
# All requests come from one client, which would exceed its rate limits.
export OFFPRINT_QUOTAS_SEARCH=1000000 OFFPRINT_QUOTAS_EXPORT=1000000 OFFPRINT_QUOTAS_WRITE=1000000 OFFPRINT_QUOTAS_SIGN_IN=1000000
cd "$(dirname "$0")/.."
seconds=${1:-10}
heap=${2:-512m}
kinds=${3:-}
port=18190
work=$(mktemp -d)
key=bench-key-0123456789-0123456789
OFFPRINT_DATA_DIR=$work/data OFFPRINT_ADMIN_KEY=$key QUARKUS_HTTP_PORT=$port QUARKUS_HTTP_HOST=127.0.0.1 \
  java -Xmx"$heap" -jar target/quarkus-app/quarkus-run.jar > "$work/log" 2>&1 &
service=$!
trap 'kill $service 2>/dev/null || true; wait 2>/dev/null || true; rm -rf "$work"' EXIT
for _ in $(seq 240); do curl -sf -o /dev/null "http://127.0.0.1:$port/q/health/ready" && break; sleep 0.5; done
bench/inside.sh bench/inside/Hostile.java org.offprint.process.Hostile "http://127.0.0.1:$port" "$key" "$seconds" "$service" "$kinds"
kill -0 $service && echo "The service is still running."
grep -c 'OutOfMemoryError\|StackOverflowError' "$work/log" || true
