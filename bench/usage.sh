#!/usr/bin/env bash
# How fast pages are sent with counting and without, in turns: on, off, on, so that a machine that gets slower or faster
# meanwhile is seen. The aim is 2 %. Needs wrk and curl, and the packaged service.
#
#   ./mvnw -q package -DskipTests && bench/usage.sh [seconds=10] [rounds=3]
set -euo pipefail
cd "$(dirname "$0")/.."

seconds=${1:-10}
rounds=${2:-3}
port=18186
base=http://127.0.0.1:$port
page=/articles/a-fish-trap-of-the-ninth-century
agent='Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'
key=bench-key-0123456789-0123456789
work=$(mktemp -d)
pid=
stop() {
  [ -z "$pid" ] || { kill "$pid" && wait "$pid"; } 2>/dev/null || true
  pid=
}
trap 'stop; rm -rf "$work"' EXIT

start() { # true or false: whether it counts
  OFFPRINT_DATA_DIR=$work/data OFFPRINT_ADMIN_KEY=$key OFFPRINT_SAMPLE_DATA=true OFFPRINT_USAGE=$1 \
    QUARKUS_HTTP_PORT=$port java -jar target/quarkus-app/quarkus-run.jar > "$work/log" 2>&1 &
  pid=$!
  for _ in $(seq 240); do
    curl -sf -o /dev/null -H 'Accept: text/html' "$base$page" && return
    sleep 0.5
  done
  echo "The service did not start" >&2
  exit 1
}

rate() {
  wrk -t1 -c16 -d"${1}s" -H 'Accept: text/html' -H 'Accept-Encoding: gzip' -H "User-Agent: $agent" "$base$page" |
    sed -n 's/^Requests\/sec: *//p'
}

median() { sort -n | awk '{ t[NR] = $1 } END { print t[int((NR + 1) / 2)] }'; }

side() { # name, true or false
  start "$2"
  rate "$seconds" > /dev/null
  for _ in $(seq "$rounds"); do rate "$seconds"; done | median > "$work/$1"
  if [ "$2" = true ]; then
    # What was counted is what was sent, but for what there was no room for.
    sleep 3
    curl -sf -H "Authorization: Bearer $key" "$base/q/metrics" | grep '^offprint_usage_events_total' || true
  fi
  stop
  printf '%-16s %10s requests/s\n' "$1" "$(cat "$work/$1")"
}

side counting-1 true
side not-counting false
side counting-2 true
awk -v one="$(cat "$work/counting-1")" -v other="$(cat "$work/counting-2")" -v off="$(cat "$work/not-counting")" 'BEGIN {
  printf "counting, mean of both: %.1f %% of not counting; the two of counting differ by %.1f %%\n",
    (one + other) / 2 / off * 100, (one > other ? one / other : other / one) * 100 - 100 }'
