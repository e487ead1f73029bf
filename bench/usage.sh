#!/usr/bin/env bash
# What counting costs: two services that count and two that do not, asked in turns (bench/turns.sh). Needs wrk and curl,
# and the packaged service.
#
#   ./mvnw -q package -DskipTests && bench/usage.sh [seconds=4] [rounds=8] [readers=2000] [new=1000] [one]
#
# With `one` there is one service, which counts, and the sides are requests with a header that means nothing and requests
# that say that they fetch ahead of a reader (Sec-Purpose: prefetch), which count for nothing: that leaves out what two
# processes of one program differ by, and the few headers that a service looks at before it counts.
#
# Three kinds of readers, each as fast as wrk can: one who reads records as JSON, which counts for nothing; one who opens one page,
# whose views are double clicks all but two of ten seconds, and are not stored; many who open all pages of the sample and
# come back to each of them soon, four fifths of whose views are double clicks. Then readers who are new, so many of them a
# second, each of whose views is stored: the time of an answer at that rate, from when it was due. Processor time is that of
# the service and its database.
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

open_all() { # service: so that all are in memory
  local path
  while read -r path; do open "$1" "$path"; done < "$work/pages"
}

prepare() { # all pages and readers
  # Slugs of articles, and of others, at which there is no page.
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
  -- A prime, so that pages and readers change with each request and all of them have their turn.
  n = (n + 7919) % #requests
  return requests[n + 1]
end
LUA
  } > "$work/many.lua"
}

events() { # of a service: how many views were stored, left out, dropped
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
# A prime, so that each of them opens each page, and more than are asked before a view is another one.
seq 20011 | sed "s|.*|$agent Visitor/&|" > "$work/new"
rest=3 paced "$new new readers a second" "$new" "$work/pages" "$work/new"
for service in with-1 with-2; do echo "$service: $(events "$service")"; done
echo "$(wc -l < "$work/pages") pages, $readers readers, $(nproc) processors, load of the machine: $(cut -d' ' -f1-3 /proc/loadavg)"
