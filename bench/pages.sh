#!/usr/bin/env bash
# Measures the pages of the site: response times of cached pages compared with the record of the same article, response times
# of newly rendered pages, and page sizes. Requires wrk, curl and the packaged service. Reads the sample journal and, if given,
# articles from a zip of JATS files.
#
#   ./mvnw -q package -DskipTests && bench/pages.sh [zip of JATS] [seconds=5]
set -euo pipefail
# All requests come from one client, which would exceed its rate limits.
export OFFPRINT_QUOTAS_SEARCH=1000000 OFFPRINT_QUOTAS_EXPORT=1000000 OFFPRINT_QUOTAS_WRITE=1000000 OFFPRINT_QUOTAS_SIGN_IN=1000000
cd "$(dirname "$0")/.."

zip=${1:-}
seconds=${2:-5}
port=18190
work=$(mktemp -d)
key=bench-key-0123456789-0123456789
base=http://127.0.0.1:$port
trap 'kill "$pid" 2>/dev/null || true; wait 2>/dev/null || true; rm -rf "$work"' EXIT

OFFPRINT_DATA_DIR=$work/data OFFPRINT_ADMIN_KEY=$key OFFPRINT_SAMPLE_DATA=true QUARKUS_HTTP_PORT=$port \
  java -Xmx512m -jar target/quarkus-app/quarkus-run.jar > "$work/log" 2>&1 &
pid=$!
for _ in $(seq 240); do curl -sf -o /dev/null "$base/q/health/ready" && break; sleep 0.5; done

if [ -n "$zip" ]; then
  job=$(curl -sf -H "Authorization: Bearer $key" -H 'Content-Type: application/zip' -T "$zip" -X POST \
    "$base/v1/imports?publish=true&format=jats" | sed -n 's/^{"id":"\([^"]*\)".*/\1/p')
  for _ in $(seq 600); do
    curl -sf -H "Authorization: Bearer $key" "$base/v1/imports/$job" > "$work/import"
    grep -q '"status":"done"' "$work/import" && break
    sleep 1
  done
  # Lists include the articles after a short delay.
  created=$(sed -n 's/.*"created":\([0-9]*\).*/\1/p' "$work/import")
  for _ in $(seq 120); do
    total=$(curl -sf "$base/v1/articles?limit=1&fields=id" | sed -n 's/.*"total":\([0-9]*\).*/\1/p')
    [ "$total" -gt "$created" ] && break
    sleep 1
  done
fi

cursor="/v1/articles?limit=100&fields=slug"
while [ -n "$cursor" ]; do
  curl -sf "$base$cursor" > "$work/page"
  grep -o '"slug":"[^"]*"' "$work/page" | cut -d'"' -f4 >> "$work/slugs"
  cursor=$(grep -o '"next":"[^"]*"' "$work/page" | cut -d'"' -f4 || true)
done
slug=a-fish-trap-of-the-ninth-century

times() { # name, URL suffix: milliseconds to the first byte of each article's page
  awk -v base="$base" -v suffix="$2" '{ printf "url = %s/articles/%s%s\noutput = /dev/null\n", base, $1, suffix }' \
    "$work/slugs" > "$work/config"
  curl -s -H 'Accept: text/html' -H 'Accept-Encoding: gzip' -w '%{time_starttransfer}\n' -K "$work/config" |
    sort -n | awk -v name="$1" '{ t[NR] = $1 * 1000 } END { printf "%-46s %6.1f ms median, %6.1f p90, %6.1f most (%d pages)\n",
      name, t[int((NR + 1) / 2)], t[int(NR * 0.9)], t[NR], NR }'
}

rate() { # name, path, Accept
  wrk -t1 -c16 -d"${seconds}s" -H "Accept: $3" -H 'Accept-Encoding: gzip' "$base$2" > /dev/null
  wrk -t1 -c16 -d"${seconds}s" --latency -H "Accept: $3" -H 'Accept-Encoding: gzip' "$base$2" > "$work/wrk"
  printf '%-46s %10s requests/s   p99 %s\n' "$1" "$(sed -n 's/^Requests\/sec: *//p' "$work/wrk")" \
    "$(sed -n 's/^ *99% *//p' "$work/wrk")"
}

times "first request: renders text and page" ""
times "page rendered from stored text, Spanish" "?lang=es"
times "page rendered from stored text, German" "?lang=de"
times "page rendered from stored text, French" "?lang=fr"
times "cached page" "?lang=fr"
rate "record of an article, cached" "/v1/articles/$slug" application/json
rate "page of the same article, cached" "/articles/$slug" text/html
rate "home page of the journal, cached" /journals/tidal-archaeology text/html
rate "search with facets, computed for each request" '/search?q=trap' text/html

weigh() { # name, path: bytes as transferred
  printf '%-46s %8d bytes\n' "$1" "$(curl -s -H 'Accept: text/html' -H 'Accept-Encoding: gzip' "$base$2" | wc -c)"
}
weigh "page of an article with full text" "/articles/$slug"
weigh "page of an article without full text" /articles/letter-on-the-mended-trap
for asset in $(curl -s --compressed -H 'Accept: text/html' "$base/" | grep -o '/assets/[^"]*\.\(css\|js\)'); do
  weigh "$(basename "$asset")" "$asset"
done
