#!/usr/bin/env bash
# Measures the cost of usage counting: two services that count and two that do not, measured alternately (bench/turns.sh).
# Requires wrk, curl and the packaged service.
#
#   ./mvnw -q package -DskipTests && bench/usage.sh [seconds=4] [rounds=8] [readers=2000] [new=1000] [one]
#
# With `one`, there is one service, which counts. The sides are requests with a meaningless header and prefetch requests
# (Sec-Purpose: prefetch), which are not counted. This excludes differences between two processes of the same program, and the
# cost of the few headers that are checked before counting.
#
# Three kinds of readers, each at the maximum rate of wrk: one reads records as JSON, which is not counted; one opens one page,
# so that most views are double clicks and are not stored; many open all pages of the sample and return soon, so that four
# fifths of the views are double clicks. Then new readers at a fixed rate, whose views are all stored: the response time is
# measured from the scheduled time. Processor time includes the service and its database.
set -euo pipefail
cd "$(dirname "$0")/.."

seconds=${1:-4}
rounds=${2:-8}
readers=${3:-2000}
new=${4:-1000}
sides=${5:-four}
port=18186
page=/articles/a-fish-trap-of-the-ninth-century
agent='Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'
key=bench-key-0123456789-0123456789
work=$(mktemp -d)

. bench/turns.sh

open() { # service, path
  curl -sf -o "$work/page" -H 'Accept: text/html' -H 'Accept-Encoding: gzip' "$(at "$1")$2"
}

open_all() { # service: opens all pages, so that they are cached
  local path
  while read -r path; do open "$1" "$path"; done < "$work/pages"
}

prepare() { # writes all pages and readers
  # Slugs of articles, and of other records that have no page.
  curl -sf "$(at with-1)/v1/articles?limit=100" | grep -o '"slug":"[^"]*"' | cut -d'"' -f4 | sort -u |
    while read -r slug; do open with-1 "/articles/$slug" && echo "/articles/$slug"; done > "$work/pages" || true
  id=$(curl -sf "$(at with-1)/v1/articles?limit=1" | grep -o '"id":"[^"]*"' | head -n 1 | cut -d'"' -f4)
  seq "$readers" | sed "s|.*|$agent Reader/&|" > "$work/agents"
  { echo 'local pages = {'; sed 's/.*/"&",/' "$work/pages"; echo '}'
    echo 'local agents = {'; sed 's/.*/"&",/' "$work/agents"; echo '}'
    cat <<'LUA'
local requests = {}
function init()
  local name, value = (os.getenv("EXTRA_HEADER") or ""):match("^(.-): (.*)$")
  for _, page in ipairs(pages) do
    for _, agent in ipairs(agents) do
      local headers = {["Accept"] = "text/html", ["Accept-Encoding"] = "gzip", ["User-Agent"] = agent}
      if name then headers[name] = value end
      requests[#requests + 1] = wrk.format("GET", page, headers)
    end
  end
end
local n = 0
function request()
  -- A prime number, so that pages and readers change with each request and all combinations occur.
  n = (n + 7919) % #requests
  return requests[n + 1]
end
LUA
  } > "$work/many.lua"
}

events() { # service: numbers of stored, excluded and dropped views
  curl -sf -H "Authorization: Bearer $key" "$(at "$1")/q/metrics" |
    sed -n 's/^offprint_usage_events_total{.*result="\([a-z-]*\)".*} \(.*\)$/\1 \2/p' | sort | paste -sd' '
}

start_all() {
  local service
  if [ "$sides" = one ]; then
    one OFFPRINT_USAGE=true
    extra=([with-1]='Sec-Nothing: prefetch' [with-2]='Sec-Nothing: prefetch'
      [without-1]='Sec-Purpose: prefetch' [without-2]='Sec-Purpose: prefetch')
    prepare
    open_all with-1
    return
  fi
  for service in with-1 without-1 with-2 without-2; do
    case $service in
      with-*) start "$service" OFFPRINT_USAGE=true ;;
      *) start "$service" OFFPRINT_USAGE=false ;;
    esac
  done
  [ -e "$work/pages" ] || prepare
  for service in with-1 without-1 with-2 without-2; do open_all "$service"; done
}

start_all
turns 'a record as JSON' "/v1/articles/$id" -H 'Accept-Encoding: gzip'
turns 'one reader of one page' "$page" -H 'Accept: text/html' -H 'Accept-Encoding: gzip' -H "User-Agent: $agent"
rest=3 turns 'many readers of all pages' '' -s "$work/many.lua"
# The number of readers is prime, so that each reader opens each page. There are enough readers that a repeated view is not a
# double click.
seq 20011 | sed "s|.*|$agent Visitor/&|" > "$work/new"
rest=3 paced "$new new readers a second" "$new" "$work/pages" "$work/new"
for service in with-1 with-2; do echo "$service: $(events "$service")"; done
echo "$(wc -l < "$work/pages") pages, $readers readers, $(nproc) processors, system load: $(cut -d' ' -f1-3 /proc/loadavg)"
