#!/usr/bin/env bash
# What counting costs: on, off and on again in one run, so that a machine that gets slower or faster meanwhile is seen.
# Needs wrk and curl, and the packaged service.
#
#   ./mvnw -q package -DskipTests && bench/usage.sh [seconds=10] [rounds=3] [views a second=2000] [readers=2000]
#
# One reader who opens one page as fast as wrk can: all but two views of a batch are double clicks, and are not stored.
# Many readers who open all pages of the sample as fast as wrk can: most views are stored. Many readers at a rate that is
# given. Processor time is that of the service and its database, and says more than rates where the machine does other
# things too.
set -euo pipefail
cd "$(dirname "$0")/.."

seconds=${1:-10}
rounds=${2:-3}
views=${3:-2000}
readers=${4:-2000}
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

open() { # path
  curl -sf -o "$work/page" -H 'Accept: text/html' -H 'Accept-Encoding: gzip' "$base$1"
}

open_all() { # so that all are in memory
  local path
  while read -r path; do open "$path"; done < "$work/pages"
}

prepare() { # all pages and readers
  # Slugs of articles, and of others, at which there is no page.
  curl -sf "$base/v1/articles?limit=100" | grep -o '"slug":"[^"]*"' | cut -d'"' -f4 | sort -u |
    while read -r slug; do open "/articles/$slug" && echo "/articles/$slug"; done > "$work/pages" || true
  seq "$readers" | sed "s|.*|$agent Reader/&|" > "$work/agents"
  { echo 'local pages = {'; sed 's/.*/"&",/' "$work/pages"; echo '}'
    echo 'local agents = {'; sed 's/.*/"&",/' "$work/agents"; echo '}'
    cat <<'LUA'
local requests = {}
function init()
  for _, page in ipairs(pages) do
    for _, agent in ipairs(agents) do
      requests[#requests + 1] = wrk.format("GET", page,
        {["Accept"] = "text/html", ["Accept-Encoding"] = "gzip", ["User-Agent"] = agent})
    end
  end
end
local n = 0
function request()
  -- A prime, so that pages and readers change with each request and all of them have their turn.
  n = (n + 7919) % #requests
  return requests[n + 1]
end
LUA
  } > "$work/many.lua"
}

processor() { # hundredths of a second of the service and its database
  local database
  database=$(head -n 1 "$work/data/data/postmaster.pid")
  cat /proc/[0-9]*/stat 2> /dev/null | awk -v s="$pid" -v d="$database" '{
    sub(/^[0-9]+ \(.*\) /, $1 " "); if ($1 == s) sum += $13 + $14
    if ($1 == d || $3 == d) sum += $13 + $14 + ($1 == d ? $15 + $16 : 0) } END { print sum }'
}

sent() { # wrk's arguments…: requests a second, and microseconds of a processor by request
  local before
  before=$(processor)
  wrk -t1 -c16 -d"${seconds}s" "$@" |
    awk '/ requests in / { n = $1 } /^Requests\/sec/ { print $2, n }' |
    while read -r rate requests; do
      awk -v r="$rate" -v n="$requests" -v a="$before" -v b="$(processor)" \
        'BEGIN { printf "%.1f %.2f\n", r, (b - a) * 10000 / n }'
    done
}

one() {
  sent -H 'Accept: text/html' -H 'Accept-Encoding: gzip' -H "User-Agent: $agent" "$base$page"
}

many() {
  sent -s "$work/many.lua" "$base"
}

at_a_rate() { # microseconds of a processor by view; half as many views warm up
  local before
  before=$(processor)
  java -cp 'target/quarkus-app/lib/main/*' bench/Rate.java "$base" "$work/pages" "$views" "$seconds" "$work/agents" \
    > "$work/times"
  sleep 3 # so that all are written
  awk -v a="$before" -v b="$(processor)" -v n="$((views * seconds * 3 / 2))" \
    'BEGIN { printf "%.1f\n", (b - a) * 10000 / n }'
}

median() { sort -n | awk '{ t[NR] = $1 } END { print t[int((NR + 1) / 2)] }'; }

events() { # of what this run has counted
  sleep 3
  curl -sf -H "Authorization: Bearer $key" "$base/q/metrics" |
    sed -n 's/^offprint_usage_events_total{.*result="\([a-z-]*\)".*} \(.*\)$/\1 \2/p' | sort | paste -sd' '
}

row() { # side, kind: what the rounds had after a warm-up
  $2 > /dev/null
  for _ in $(seq "$rounds"); do $2; done > "$work/rounds"
  cut -d' ' -f1 "$work/rounds" | median > "$work/$1-$2"
  cut -d' ' -f2 "$work/rounds" | median > "$work/$1-$2-processor"
}

side() { # name, true or false
  start "$2"
  [ -e "$work/many.lua" ] || prepare
  open_all
  row "$1" one
  # Before hundreds of thousands are stored, after which the database vacuums for some time.
  at_a_rate > "$work/$1-rate"
  row "$1" many
  [ "$2" = false ] || echo "$1: $(events); at $(cat "$work/times")"
  stop
}

side on-1 true
side off false
side on-2 true
echo
echo "$(wc -l < "$work/pages") pages, $readers readers, $(nproc) processors, load of the machine: $(cut -d' ' -f1-3 /proc/loadavg)"
line() { # what, unit, kind
  awk -v what="$1" -v unit="$2" -v one="$(cat "$work/on-1-$3")" -v off="$(cat "$work/off-$3")" \
    -v other="$(cat "$work/on-2-$3")" 'BEGIN {
    printf "%-28s counting %10.1f, not %10.1f, counting %10.1f %s: %.1f %%; the two of counting differ by %.1f %%\n",
      what, one, off, other, unit, (one + other) / 2 / off * 100, (one > other ? one / other : other / one) * 100 - 100 }'
}
line 'one reader of one page' 'requests/s' one
line '  by request' 'µs of a processor' one-processor
line 'many readers of all pages' 'requests/s' many
line '  by request' 'µs of a processor' many-processor
line "many readers, $views views/s" 'µs of a processor' rate
