#!/usr/bin/env bash
# How fast everything is taken along: OAI-PMH on one connection, first when nothing is rendered yet and then when it is;
# the whole exports; and a reader's request beside 50 harvesters, most of them slow. Needs curl and the packaged service.
#
#   ./mvnw -q package -DskipTests && bench/harvest.sh [articles=20000]
set -euo pipefail
cd "$(dirname "$0")/.."

articles=${1:-20000}
port=18182
base=http://127.0.0.1:$port
work=$(mktemp -d)
pids=()
trap 'kill "${pids[@]}" 2>/dev/null || true; wait 2>/dev/null || true; rm -rf "$work"' EXIT

OFFPRINT_SAMPLE_DATA=true OFFPRINT_DATA_DIR=$work/data OFFPRINT_ADMIN_KEY=bench-key-0123456789-0123456789 \
  QUARKUS_HTTP_PORT=$port java -Xmx512m -jar target/quarkus-app/quarkus-run.jar > "$work/log" 2>&1 &
service=$!
pids+=($service)
for _ in $(seq 120); do curl -sf -o /dev/null "$base/v1/journals" && break; sleep 0.5; done

java -cp 'target/quarkus-app/lib/main/*' bench/Multiply.java "$work/data" "$articles"
# The search index has caught up when the log's end is reached and the service is idle again.
cpu() { awk '{ print $14 + $15 }' /proc/$service/stat; }
for _ in $(seq 600); do before=$(cpu); sleep 2; [ $(($(cpu) - before)) -lt 20 ] && break; done

echo "$articles articles, $(nproc) processors, load before: $(cut -d' ' -f1-3 /proc/loadavg)"
javac -d "$work" bench/Harvest.java
harvest() { java -cp "$work" Harvest "$@"; }
# Nothing is rendered yet in the first round; the rest warm both ends up.
for prefix in oai_dc jats; do harvest walk "$base/oai" $prefix 8; done
for file in articles.jsonl.gz articles.jsonl.gz articles.xml.gz; do
  curl -s -o "$work/$file" -w "$file: %{size_download} bytes in %{time_total} s\n" "$base/v1/exports/$file"
  harvest gzip "$work/$file"
done
article=$(curl -s "$base/v1/articles?limit=1" | grep -o '"id":"[^"]*"' | head -1 | cut -d'"' -f4)
harvest beside "$base" "$article"
harvest waiting "$base" "$article" bench-key-0123456789-0123456789
grep -h VmHWM /proc/$service/status
