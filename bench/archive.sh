#!/usr/bin/env bash
# Measures reads of a large archive, most of which is not in memory, with uniform and Zipf distributions, and reads of the
# site's article pages. The baseline is the same HTTP server with the same driver, sending the stored bytes with one
# statement. Clients accept gzip. Requires wrk, curl and the packaged service.
#
#   ./mvnw -q package -DskipTests && bench/archive.sh [articles=10000] [seconds=10] [heap=512m]
#
# If OFFPRINT_BENCH_DATA names a directory, the corpus is loaded into it once and reused.
set -euo pipefail
cd "$(dirname "$0")/.."

articles=${1:-10000}
seconds=${2:-10}
heap=${3:-512m}
port=18183
baseline_port=18184
work=$(mktemp -d)
service=
baseline=
trap 'kill $service $baseline 2>/dev/null || true; wait 2>/dev/null || true; rm -rf "$work"' EXIT

. bench/corpus.sh

start_service
load_corpus
# Background work after an import (merging, propagation, linking) is not measured.
sleep 15
while [ -n "$(find "$data"/search/index -type f -newermt '-15 seconds' ! -name '*.lock')" ]; do sleep 1; done
ask "$url/q/metrics" | sed -n 's/^offprint_follower_behind{.*follower="\([a-z]*\)".*} \([1-9].*\)$/still behind: \1, \2 changes/p'
curl -sf "$url/v1/exports/articles.jsonl.gz" | zcat > "$work/articles"
sed -n 's/^{"id":"\([^"]*\)".*/\1/p' "$work/articles" | shuf --random-source=<(yes) > "$work/ids"
grep -o '"landingPage":"[^"]*"' "$work/articles" | sed 's/.*\/articles\/\(.*\)"/\1/' | shuf --random-source=<(yes) \
  > "$work/slugs"
rm "$work/articles"

script() { # name, file of names, path before a name, Accept header, Lua expression of an index
  { echo 'local names = {'; sed 's/.*/"&",/' "$work/$2"; echo '}'
    # Each run requests different articles than its warm-up.
    echo 'local n = #names math.randomseed(os.time())'
    echo "local headers = {['Accept-Encoding'] = 'gzip', ['Accept'] = '$4'}"
    echo "function request() return wrk.format('GET', '$3' .. names[$5], headers) end"
  } > "$work/$1.lua"
}
script uniform ids /v1/articles/ application/json 'math.random(n)'
script zipf ids /v1/articles/ application/json 'math.min(n, math.floor(n ^ math.random()) )'
script pages slugs /articles/ text/html 'math.random(n)'

asked() { # cache name: cache hits and misses
  ask "$url/q/metrics" | sed -n "s/^offprint_ready_$1_total{.*result=\"\([a-z]*\)\".*} \(.*\)$/\1 \2/p" | sort
}

rate() { # name, script, port, cache name: requests per second after a warm-up of 60 s, with the cache hit rate
  wrk -t1 -c16 -d60s --timeout 30s -s "$work/$2.lua" "http://127.0.0.1:$3" > /dev/null
  local before after
  before=$(asked "${4:-documents}")
  wrk -t1 -c16 -d"${seconds}s" --timeout 30s --latency -s "$work/$2.lua" "http://127.0.0.1:$3" > "$work/wrk"
  after=$(asked "${4:-documents}")
  printf '%-52s %10s requests/s   p99 %8s   cache hits %s\n' "$1" \
    "$(sed -n 's/^Requests\/sec: *//p' "$work/wrk")" "$(sed -n 's/^ *99% *//p' "$work/wrk")" \
    "$(paste <(echo "$before") <(echo "$after") |
      awk '{ n[$1] = $4 - $2 } END { s = n["hit"] + n["miss"]; printf s ? "%.0f %%" : "-", s ? 100 * n["hit"] / s : 0 }')"
  grep 'Non-2xx' "$work/wrk" || true
}

rate 'any article (uniform)' uniform $port
rate 'Zipf distribution' zipf $port
rate 'page of any article (uniform)' pages $port pages
java -cp 'target/quarkus-app/lib/main/*' bench/StoredBytes.java $baseline_port "$data" > "$work/baseline.log" 2>&1 &
baseline=$!
for _ in $(seq 60); do curl -sf -o /dev/null "http://127.0.0.1:$baseline_port/$(head -n 1 "$work/ids")" && break; sleep 0.5; done
rate 'baseline: stored bytes with one statement, uniform' uniform $baseline_port

bytes() { curl -sf "$@" "$url/v1/articles/$(head -n 1 "$work/ids")" | wc -c; }
echo "$(wc -l < "$work/ids") articles, for example one of $(bytes) bytes, $(bytes -H 'Accept-Encoding: gzip') compressed; heap $heap; $(nproc) processors"
