#!/usr/bin/env bash
# Measures the linking of references: the time from publication until an article is in the list of citing articles; the rate
# of a backfill, as after an upgrade from a version without links; and the effect of the backfill on readers at a fixed rate.
# Requires curl and the packaged service.
#
#   ./mvnw -q package -DskipTests && bench/citations.sh [articles=10000] [reads per second=500] [heap=512m]
#
# If OFFPRINT_BENCH_DATA names a directory, the corpus is loaded into it once and reused.
set -euo pipefail
cd "$(dirname "$0")/.."

articles=${1:-10000}
readers=${2:-500}
heap=${3:-512m}
port=18195
work=$(mktemp -d)
service=
trap 'kill $service 2>/dev/null || true; wait 2>/dev/null || true; rm -rf "$work"' EXIT

. bench/corpus.sh
tool() { java -cp 'target/quarkus-app/lib/main/*' bench/Citations.java "$@"; }
read_for() { # seconds, after a warm-up of the same length
  java bench/Rate.java "$url" "$work/paths" "$readers" "$1"
}

start_service
load_corpus
database="jdbc:postgresql://127.0.0.1:$(sed -n 4p "$data/data/postmaster.pid")/offprint"
password=$(cat "$data/password")
began=$(date +%s.%N)
tool linked "$database" "$password" "$began" > /dev/null
awk -v a="$began" -v b="$(date +%s.%N)" 'BEGIN { printf "linked %.0f s after all articles were searchable\n", b - a }'
sleep 15
tool fresh "$url" "$key" 20

curl -sf "$url/v1/exports/articles.jsonl.gz" | zcat | sed -n 's|^{"id":"\([^"]*\)".*|/v1/articles/\1|p' > "$work/paths"
echo "readers before:   $(read_for 15)"
began=$(date +%s.%N)
tool again "$database" "$password"
(read_for 15 > "$work/during") &
reading=$!
tool linked "$database" "$password" "$began"
# If the backfill ended before the readers, part of their results is without a backfill.
kill -0 $reading 2> /dev/null && echo "the backfill ended before the readers did"
wait $reading
echo "readers during:   $(cat "$work/during")"
sleep 15
echo "readers after:    $(read_for 15)"
echo "$articles articles, heap $heap, $(nproc) processors"
