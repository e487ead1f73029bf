#!/usr/bin/env bash
# Measures the response time for a reader of an article and of its page while 4 and then 50 clients attack the service, with a
# heap of 512 MB and the default quotas. Each client has its own loopback address. Prints one row per attack, and exits with 1
# if the p99 of the reader is 200 ms or more, if a request of the reader fails, if the service logs an error, or if the
# resident memory does not return to its level. The whole heap is resident from the start, so that the resident memory shows
# all other memory. Takes at most 15 minutes. Requires compiled tests:
#
#   ./mvnw -q package -DskipTests && bench/hostile.sh [seconds=8] [heap in MB=512] [attacks, for example 'slow|zips'] [requests]
#
# The last argument selects expensive requests of src/test/java/org/offprint/process/WorstRequests.java as additional attacks,
# for example 'largest'. The default is none.
set -euo pipefail
cd "$(dirname "$0")/.."
seconds=${1:-8}
heap=${2:-512}
attacks=${3:-}
requests=${4:-}
port=18190
work=$(mktemp -d)
key=bench-key-0123456789-0123456789
OFFPRINT_DATA_DIR=$work/data OFFPRINT_ADMIN_KEY=$key QUARKUS_HTTP_PORT=$port QUARKUS_HTTP_HOST=127.0.0.1 \
  java -Xms"$heap"m -Xmx"$heap"m -XX:+AlwaysPreTouch -XX:SharedArchiveFile=target/quarkus-app/offprint.jsa \
  -jar target/quarkus-app/quarkus-run.jar > "$work/log" 2>&1 &
service=$!
trap 'kill $service 2>/dev/null || true; wait 2>/dev/null || true; rm -rf "$work"' EXIT
for _ in $(seq 240); do curl -sf -o /dev/null "http://127.0.0.1:$port/q/health/ready" && break; sleep 0.5; done
result=0
bench/inside.sh bench/inside/Hostile.java org.offprint.process.Hostile "http://127.0.0.1:$port" "$key" "$seconds" "$service" \
  "$heap" "$attacks" "$requests" || result=1
kill -0 $service || result=1
if grep ' ERROR \|OutOfMemoryError\|StackOverflowError' "$work/log"; then result=1; fi
exit $result
