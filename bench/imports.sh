#!/usr/bin/env bash
# Measures the rates at which articles are imported, published and searchable: creates the corpus, starts the packaged service
# with an empty store, and imports the corpus. Also waits until the references are linked and the articles are checked for
# readiness. Prints the rates, the heap, the processor time of the service and its database, and the stored size.
#
#   ./mvnw -q package -DskipTests && bench/imports.sh [articles=20000] [heap=512m] [jsonl|jats]
#
# Listens on port 18190 or OFFPRINT_BENCH_PORT. If OFFPRINT_BENCH_DATA names an empty directory, the store is created there and
# kept, for bench/search.sh.
set -euo pipefail
# All requests come from one client, which would exceed its rate limits.
export OFFPRINT_QUOTAS_SEARCH=1000000 OFFPRINT_QUOTAS_EXPORT=1000000 OFFPRINT_QUOTAS_WRITE=1000000 OFFPRINT_QUOTAS_SIGN_IN=1000000
cd "$(dirname "$0")/.."

articles=${1:-20000}
heap=${2:-512m}
format=${3:-jsonl}
port=${OFFPRINT_BENCH_PORT:-18190}
work=$(mktemp -d)
data=${OFFPRINT_BENCH_DATA:-$work/data}
export OFFPRINT_KEY=bench-key-0123456789-0123456789
api=http://127.0.0.1:$port
pid=
done_pid=
trap 'kill $pid $done_pid 2>/dev/null || true; wait 2>/dev/null || true; rm -rf "$work"' EXIT

file=$work/corpus.jsonl.gz
java bench/Corpus.java "$articles" > "$file"
if [ "$format" = jats ]; then
  java -cp 'target/quarkus-app/lib/main/*' bench/Jats.java < "$file" > "$work/corpus.zip"
  file=$work/corpus.zip
fi
OFFPRINT_DATA_DIR=$data OFFPRINT_ADMIN_KEY=$OFFPRINT_KEY QUARKUS_HTTP_PORT=$port \
  java -Xmx"$heap" -Xlog:gc:"$work/gc" ${JAVA_OPTIONS:-} -jar target/quarkus-app/quarkus-run.jar > "$work/log" 2>&1 &
pid=$!
for _ in $(seq 240); do
  kill -0 "$pid" 2> /dev/null || { cat "$work/log"; exit 1; } # for example, the port is in use
  curl -sf -o /dev/null "$api/q/health/ready" && break
  sleep 0.5
done

processor() { # processor seconds of the service and of its database
  local database
  database=$(head -n 1 "$data/data/postmaster.pid")
  { cat /proc/[0-9]*/stat 2> /dev/null || true; } | awk -v s="$pid" -v d="$database" '{
    sub(/^[0-9]+ \(.*\) /, $1 " "); if ($1 == s) service = $13 + $14
    if ($1 == d || $3 == d) db += $13 + $14 + ($1 == d ? $15 + $16 : 0) } END { printf "%.1f %.1f\n", service / 100, db / 100 }'
}
followed() { curl -sf "$api/v1/articles?limit=1" | grep -o '"total":[0-9]*' | cut -d: -f2; }

read -r service_before database_before < <(processor)
database_url="jdbc:postgresql://127.0.0.1:$(sed -n 4p "$data/data/postmaster.pid")/offprint"
java -cp 'target/quarkus-app/lib/main/*' bench/Citations.java done "$database_url" "$(cat "$data/password")" "$articles" \
  > "$work/done" &
done_pid=$!
from=$(date +%s.%N)
java -jar target/quarkus-app/quarkus-run.jar --import "$file" --to "$api" --publish=true |
  tr '\r' '\n' | tail -n 2
stored=$(date +%s.%N)
while [ "$(followed)" -lt "$articles" ]; do sleep 0.5; done
searchable=$(date +%s.%N)
wait "$done_pid"
read -r service database < <(processor)

awk -v n="$articles" -v a="$from" -v b="$stored" -v c="$searchable" -v e="$(cat "$work/done")" -v s="$service" -v s0="$service_before" \
  -v d="$database" -v d0="$database_before" -v p="$(nproc)" 'BEGIN {
  printf "%d articles, %d processors\n", n, p
  printf "published:  %.0f s, %.0f articles/s\n", b - a, n / (b - a)
  printf "searchable: %.0f s, %.0f articles/s\n", c - a, n / (c - a)
  printf "done:       %.0f s, %.0f articles/s, with linked references and readiness checks\n", e - a, n / (e - a)
  printf "processor time per article: service %.2f ms, database %.2f ms\n", 1000 * (s - s0) / n, 1000 * (d - d0) / n }'
sed -n 's/.*->\([0-9]*\)M(.*/\1/p' "$work/gc" | sort -n | tail -n 1 | sed 's/.*/heap after a collection, maximum: & MiB/'
du -sm "$data/data" "$data/search" | awk '{ print ($2 ~ /search$/ ? "indexes: " : "database: ") $1 " MiB" }'
echo "system load: $(cut -d' ' -f1-3 /proc/loadavg)"
