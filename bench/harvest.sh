#!/usr/bin/env bash
# Measures bulk access: OAI-PMH on one connection, first without stored renderings and then with them; full exports compared
# with gzip only; the change feed; sitemaps; feeds. Then measures the effect of slow and misbehaving harvesters on a reader.
# Requires curl and the packaged service.
#
#   ./mvnw -q package -DskipTests && bench/harvest.sh [articles=20000] [rounds] [seconds=60]
#
# The first 2,000 articles are imported; all others are copies with different words (bench/Multiply.java). The default is 8
# rounds, or 3 for more than 200,000 articles. Each export is read for at most the given seconds. If OFFPRINT_BENCH_DATA names
# a directory, the articles are created in it once and reused.
set -euo pipefail
# All requests come from one client, which would exceed its rate limits.
export OFFPRINT_QUOTAS_SEARCH=1000000 OFFPRINT_QUOTAS_EXPORT=1000000 OFFPRINT_QUOTAS_WRITE=1000000 OFFPRINT_QUOTAS_SIGN_IN=1000000
cd "$(dirname "$0")/.."

articles=${1:-20000}
rounds=${2:-$((articles > 200000 ? 3 : 8))}
seconds=${3:-60}
port=${OFFPRINT_BENCH_PORT:-18182}
base=http://127.0.0.1:$port
work=$(mktemp -d)
data=${OFFPRINT_BENCH_DATA:-$work/data}
export OFFPRINT_KEY=bench-key-0123456789-0123456789
service=
trap 'kill $service 2>/dev/null || true; wait 2>/dev/null || true; rm -rf "$work"' EXIT

start() {
  OFFPRINT_DATA_DIR=$data OFFPRINT_ADMIN_KEY=$OFFPRINT_KEY OFFPRINT_OAI_ADMIN_EMAIL=bench@journal.example \
    QUARKUS_HTTP_PORT=$port QUARKUS_HTTP_HOST=127.0.0.1 \
    java -Xmx512m -Xlog:gc:"$work/gc" ${JAVA_OPTIONS:-} -jar target/quarkus-app/quarkus-run.jar >> "$work/log" 2>&1 &
  service=$!
  until curl -sf -o /dev/null "$base/oai?verb=Identify"; do sleep 0.05; kill -0 $service; done
}
since() { awk -v a="$1" -v b="$(date +%s.%N)" 'BEGIN { printf "%.1f s", b - a }'; }
present() { # number of OAI-PMH items
  curl -sf "$base/oai?verb=ListIdentifiers&metadataPrefix=oai_dc" | grep -o 'completeListSize="[0-9]*' | cut -d'"' -f2 ||
    echo 0
}
total() { curl -sf "$base/v1/articles?limit=1" | grep -o '"total":[0-9]*' | cut -d: -f2; }
cpu() { awk '{ print $14 + $15 }' /proc/$service/stat; }
idle() { # waits until all followers of the log have caught up
  until [ "$(total)" = "$articles" ]; do sleep 2; done
  for _ in $(seq 600); do before=$(cpu); sleep 2; [ $(($(cpu) - before)) -lt 20 ] && break; done
}

stop() { kill $service; wait $service || true; }
start
if [ "$(present)" -lt "$articles" ]; then
  began=$(date +%s.%N)
  if [ "$(present)" = 0 ]; then
    java bench/Corpus.java $((articles < 2000 ? articles : 2000)) > "$work/corpus.jsonl.gz"
    java -jar target/quarkus-app/quarkus-run.jar --import "$work/corpus.jsonl.gz" --to "$base" --publish=true |
      tr '\r' '\n' | tail -n 1
  fi
  # The service is stopped with SIGSTOP so that it does not follow the changes, while its database keeps running. Building
  # the index from all articles afterwards is faster.
  kill -STOP $service
  java -cp 'target/quarkus-app/lib/main/*' bench/Multiply.java "$data" "$articles"
  kill -CONT $service
  echo "$articles articles created in $(since "$began")"
  stop
  rm -rf "$data/search"
  start
  idle
  echo "and indexed $(since "$began") after the start"
fi
stop
began=$(date +%s.%N)
start
echo "from the start of the service and its database to the first response: $(since "$began")"
idle

echo "$articles articles, $(nproc) processors, load before: $(cut -d' ' -f1-3 /proc/loadavg)"
javac -d "$work" bench/Harvest.java bench/Rude.java
harvest() { java -cp "$work" Harvest "$@"; }
# In the first round, no records are rendered yet. Further rounds warm up the client and the service.
harvest walk "$base/oai" oai_dc "$rounds"
export_of() { # file: downloads it for the given time, and compares the rate with compression only
  local took
  took=$(curl -s --max-time "$seconds" -o "$work/$1" -w '%{time_total}' "$base/v1/exports/$1" || true)
  echo "exports/$1: $took s, $(stat -c %s "$work/$1") bytes"
  harvest gzip "$work/$1" "$took"
  rm "$work/$1"
}
# Each export is downloaded twice. The first download warms up the service and renders the records.
for file in articles.jsonl.gz articles.jsonl.gz articles.xml.gz articles.xml.gz; do export_of $file; done
harvest changes "$base"
harvest sitemaps "$base"
journal=$(curl -s "$base/v1/journals?limit=1" | grep -o '"slug":"[^"]*"' | head -n 1 | cut -d'"' -f4)
harvest often "$base/feeds/journals/$journal.atom"
article=$(curl -s "$base/v1/exports/articles.jsonl.gz" 2> "$work/cut" | zcat 2> "$work/cut" | head -n 1 |
  grep -o '"id":"[^"]*"' | head -n 1 | cut -d'"' -f4 || true)
java -cp "$work" Rude "$base" "$article" "$OFFPRINT_KEY"
grep VmHWM /proc/$service/status
sed -n 's/.*->\([0-9]*\)M(.*/\1/p' "$work/gc" | sort -n | tail -n 1 | sed 's/.*/heap after a collection, maximum: & MiB/'
du -sm "$data/data" "$data/search" | awk '{ print ($2 ~ /search$/ ? "indexes: " : "database: ") $1 " MiB" }'
grep -E ' (WARN|ERROR) ' "$work/log" | cut -c1-300 | sort | uniq -c | head || true
