#!/usr/bin/env bash
# What quotas and sessions cost who reads, each beside the same without in the same run (without, with, without): records by
# id and lists with quotas that nobody uses up and with none at all; and asked for by nobody, by a browser with the cookie
# of something else, and by one that is signed in, which reading needs for nothing. Needs wrk and curl, and the packaged
# service.
#
#   ./mvnw -q package -DskipTests && bench/doors.sh [seconds=10] [rounds=3]
set -euo pipefail
cd "$(dirname "$0")/.."

seconds=${1:-10}
rounds=${2:-3}
port=18187
base=http://127.0.0.1:$port
key=bench-key-0123456789-0123456789
work=$(mktemp -d)
pid=
stop() {
  [ -z "$pid" ] || { kill "$pid" && wait "$pid"; } 2>/dev/null || true
  pid=
}
trap 'stop; rm -rf "$work"' EXIT

start() { # quota of a minute; 0 counts nothing
  # Where people can sign in, answers vary by cookie; the provider is asked for nothing here.
  OFFPRINT_DATA_DIR=$work/data OFFPRINT_ADMIN_KEY=$key OFFPRINT_SAMPLE_DATA=true OFFPRINT_PUBLIC_URL=$base \
    OFFPRINT_SIGN_IN_PROVIDER=http://127.0.0.1:9/realms/bench OFFPRINT_SIGN_IN_CLIENT_ID=bench \
    OFFPRINT_SIGN_IN_CLIENT_SECRET=bench OFFPRINT_QUOTAS_SEARCH="$1" OFFPRINT_QUOTAS_EXPORT="$1" \
    OFFPRINT_QUOTAS_WRITE="$1" OFFPRINT_QUOTAS_SIGN_IN="$1" QUARKUS_HTTP_PORT=$port \
    java -jar target/quarkus-app/quarkus-run.jar > "$work/log" 2>&1 &
  pid=$!
  for _ in $(seq 240); do
    id=$(curl -sf "$base/v1/articles?limit=1" | grep -o '"id":"[^"]*"' | head -n 1 | cut -d'"' -f4) && [ -n "$id" ] && return
    sleep 0.5
  done
  echo "The service did not start" >&2
  exit 1
}

median() { sort -n | awk '{ t[NR] = $1 } END { print t[int((NR + 1) / 2)] }'; }

rate() { # path, wrk's arguments…: the median of the rounds after a warm-up
  local path=$1
  shift
  wrk -t1 -c16 -d"${seconds}s" --timeout 30s "$@" "$base$path" > /dev/null
  for _ in $(seq "$rounds"); do
    wrk -t1 -c16 -d"${seconds}s" --timeout 30s "$@" "$base$path" > "$work/wrk"
    grep -q 'Non-2xx' "$work/wrk" && sed -n 's/.*\(Non-2xx.*\)/  \1/p' "$work/wrk" >&2
    sed -n 's/^Requests\/sec: *//p' "$work/wrk"
  done | median
}

line() { # what, without, with, without again
  awk -v what="$1" -v a="$2" -v b="$3" -v c="$4" 'BEGIN {
    printf "%-52s without %9.1f, with %9.1f, without %9.1f requests/s: %.1f %%; the two without differ by %.1f %%\n",
      what, a, b, c, b / ((a + c) / 2) * 100, (a > c ? a / c : c / a) * 100 - 100 }'
}

list='/v1/articles?limit=20'
for side in none-1:0 generous:1000000 none-2:0; do
  start "${side#*:}"
  for kind in record list; do
    [ $kind = record ] && path=/v1/articles/$id || path=$list
    rate "$path" > "$work/${side%:*}-$kind"
  done
  stop
done
line 'quotas: a record by id, from memory' "$(cat "$work/none-1-record")" "$(cat "$work/generous-record")" "$(cat "$work/none-2-record")"
line 'quotas: a list of 20' "$(cat "$work/none-1-list")" "$(cat "$work/generous-list")" "$(cat "$work/none-2-list")"

start 0
session=$(java -cp 'target/quarkus-app/lib/main/*' bench/Session.java "$work/data")
curl -sf -o /dev/null -H "Cookie: __Host-offprint-session=$session" "$base/v1/me" # else it is no session
for kind in record list; do
  [ $kind = record ] && path=/v1/articles/$id || path=$list
  for cookie in 'theme=dark; consent=1' "__Host-offprint-session=$session"; do
    [ "${cookie#__Host}" = "$cookie" ] && whose="another's cookie" || whose='a session'
    without=$(rate "$path")
    with=$(rate "$path" -H "Cookie: $cookie")
    line "$whose: a $kind" "$without" "$with" "$(rate "$path")"
  done
done
stop
echo "$(nproc) processors, load of the machine: $(cut -d' ' -f1-3 /proc/loadavg)"
