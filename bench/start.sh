#!/usr/bin/env bash
# Measures the time from the start of the packaged service to its first response, by phase:
#
#   bench/start.sh [<folder of the program>]
#
# Each of three rounds starts the service on an empty directory and then on the resulting data. Times are milliseconds since
# the start of Java. Processor seconds include only Java, and depend less on other processes of the machine.
set -euo pipefail
cd "$(dirname "$0")/.."
program=${1:-target/quarkus-app}
port=18099
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

since() { # milliseconds from $begun to the log line with this text; - if there is none
  local time
  time=$(grep -m1 "$1" "$work/log" | cut -c1-23) || { echo -; return; }
  echo $((($(date -d "$time" +%s%N) - begun) / 1000000))
}

start() { # description, options of Java
  local what=$1 answered service cpu
  shift
  begun=$(date +%s%N)
  OFFPRINT_DATA_DIR=$work/data OFFPRINT_ADMIN_KEY=admin-key-for-a-measure-0123 QUARKUS_HTTP_PORT=$port \
    QUARKUS_HTTP_HOST=127.0.0.1 java "$@" -jar "$program/quarkus-run.jar" >"$work/log" 2>&1 &
  service=$!
  until curl -s -o /dev/null "http://127.0.0.1:$port/v1"; do
    kill -0 $service || { cat "$work/log" >&2; exit 1; }
    sleep 0.02
  done
  answered=$((($(date +%s%N) - begun) / 1000000))
  cpu=$(awk -v ticks="$(getconf CLK_TCK)" '{ printf "%.1f", ($14 + $15) / ticks }' /proc/$service/stat)
  printf '%-24s %8s %8s %8s %8s %8s %8s %8s\n' "$what" "$(since 'Data in')" "$(since FlywayExecutor)" \
    "$(since 'up to date\|Successfully applied')" "$(since 'Listening on')" "$answered" "$cpu" \
    "$(cut -d' ' -f1 /proc/loadavg)"
  kill $service
  wait $service || true
}

printf '%-24s %8s %8s %8s %8s %8s %8s %8s\n' start database flyway migrated listening response cpu load
for _ in 1 2 3; do
  rm -rf "$work/data"
  start "empty" -XX:SharedArchiveFile="$program/offprint.jsa"
  start "with data" -XX:SharedArchiveFile="$program/offprint.jsa"
  start "with data, no archive"
done
