#!/usr/bin/env bash
# Measures reads by id, not-modified responses and a list, each as a ratio to the same HTTP server sending the same bytes from
# memory in the same run. Requires wrk, curl and the packaged service.
#
#   ./mvnw -q package -DskipTests && bench/reads.sh [articles=500] [seconds=10]
set -euo pipefail
# All requests come from one client, which would exceed its rate limits.
export OFFPRINT_QUOTAS_SEARCH=1000000 OFFPRINT_QUOTAS_EXPORT=1000000 OFFPRINT_QUOTAS_WRITE=1000000 OFFPRINT_QUOTAS_SIGN_IN=1000000
cd "$(dirname "$0")/.."

articles=${1:-500}
seconds=${2:-10}
port=18180
baseline_port=18181
work=$(mktemp -d)
key=bench-key-0123456789-0123456789
api=http://127.0.0.1:$port/v1
pids=()
trap 'kill "${pids[@]}" 2>/dev/null || true; wait 2>/dev/null || true; rm -rf "$work"' EXIT

OFFPRINT_DATA_DIR=$work/data OFFPRINT_ADMIN_KEY=$key QUARKUS_HTTP_PORT=$port \
  java -jar target/quarkus-app/quarkus-run.jar > "$work/log" 2>&1 &
pids+=($!)
for _ in $(seq 120); do curl -sf -o /dev/null "$api/journals" && break; sleep 0.5; done

post() { # path: posts the standard input and prints the id of the created record
  curl -sf "$api/$1" -H "Authorization: Bearer $key" -H 'Content-Type: application/json' -d @- |
    sed -n 's/^{"id":"\([^"]*\)".*/\1/p'
}

article() { # number: 4 contributors, 5 keywords, 30 references, 170 words
  awk -v n="$1" -v journal="$journal" -v affiliation="$affiliation" 'BEGIN {
    srand(n)
    printf "{\"journal\":\"%s\",\"type\":\"research-article\",\"language\":\"en\",\"title\":\"Bench article %d\"", journal, n
    printf ",\"abstract\":\""; for (i = 0; i < 170; i++) printf "word%d ", rand() * 5000; printf "\""
    printf ",\"keywords\":[\"a%d\",\"b\",\"c\",\"d\",\"e\"],\"contributors\":[", n
    for (i = 0; i < 4; i++)
      printf "%s{\"given\":\"Given%d\",\"family\":\"Family%d\",\"affiliations\":[\"%s\"]}", i ? "," : "", i, n, affiliation
    printf "],\"references\":["
    for (i = 0; i < 30; i++)
      printf "%s{\"key\":\"r%d\",\"text\":\"Author A, Author B, 2024, A title of some length that is cited here as number %d. Journal of Cited Works, 43(5): 33-38.\",\"doi\":\"10.5555/%d.%d\"}", i ? "," : "", i, i, n, i
    printf "]}"
  }'
}

load() { # number
  local id
  id=$(article "$1" | post articles)
  curl -sf -o /dev/null -X PUT "$api/articles/$id/publication" -H "Authorization: Bearer $key" \
    -H 'Content-Type: application/json' -H 'If-Match: *' -d '{}'
  echo "$id"
}

journal=$(echo '{"title":"Bench","language":"en"}' | post journals)
affiliation=$(echo '{"name":"University of the Bench","country":"PT"}' | post affiliations)
export -f load article post
export api key journal affiliation
seq "$articles" | xargs -P 4 -I{} bash -c 'load {}' > "$work/ids"
id=$(head -n 1 "$work/ids")
curl -sf "$api/articles/$id" > "$work/document"
curl -sf "$api/articles?journal=$journal" > "$work/page"
etag=$(curl -sfI "$api/articles/$id" | tr -d '\r' | sed -n 's/^[Ee][Tt]ag: //p')

baseline() { # file: starts the baseline for it
  java -cp 'target/quarkus-app/lib/main/*' bench/Baseline.java $baseline_port "$1" > "$work/baseline.log" 2>&1 &
  baseline_pid=$!
  pids+=($baseline_pid)
  for _ in $(seq 60); do curl -sf -o /dev/null http://127.0.0.1:$baseline_port/ && break; sleep 0.5; done
}

{ echo 'local ids = {'; sed 's/.*/"&",/' "$work/ids"; echo '}'
  echo 'function request() return wrk.format("GET", "/v1/articles/" .. ids[math.random(#ids)]) end'; } > "$work/ids.lua"

rate() { # name, arguments of wrk…: requests per second after a warm-up of the same length
  local name=$1; shift
  wrk -t1 -c16 -d"${seconds}s" --timeout 30s "$@" > /dev/null
  wrk -t1 -c16 -d"${seconds}s" --timeout 30s --latency "$@" > "$work/wrk"
  local rate p99
  rate=$(sed -n 's/^Requests\/sec: *//p' "$work/wrk")
  p99=$(sed -n 's/^ *99% *//p' "$work/wrk")
  printf '%-46s %10s requests/s   p99 %s\n' "$name" "$rate" "$p99" >&2
  grep -q 'Non-2xx' "$work/wrk" && sed -n 's/.*\(Non-2xx.*\)/  \1/p' "$work/wrk" >&2
  echo "$rate"
}
ratio() { awk -v a="$1" -v b="$2" 'BEGIN { printf "%.0f %%", 100 * a / b }'; }

baseline "$work/document"
memory=$(rate 'baseline: the document from memory' "http://127.0.0.1:$baseline_port/")
hits=$(rate 'GET /v1/articles/{id}, random articles' -s "$work/ids.lua" "http://127.0.0.1:$port")
unchanged=$(rate 'GET /v1/articles/{id}, not modified (304)' -H "If-None-Match: $etag" "$api/articles/$id")
kill $baseline_pid
baseline "$work/page"
page_memory=$(rate 'baseline: a page of 20 from memory' "http://127.0.0.1:$baseline_port/")
page=$(rate 'GET /v1/articles?journal=…, page of 20' "$api/articles?journal=$journal")

echo
echo "$articles articles of $(wc -c < "$work/document") bytes; $(nproc) processors"
echo "by id / baseline:   $(ratio "$hits" "$memory")"
echo "304 / baseline:     $(ratio "$unchanged" "$memory")"
echo "page / baseline:    $(ratio "$page" "$page_memory")"
