#!/usr/bin/env bash
# Measures lists, searches, suggestions and cursor walks, and the build time and size of the index. wrk measures the
# throughput with 16 connections, and bench/Rate.java measures the response times at half of this throughput. Requires wrk,
# curl and the packaged service.
#
#   ./mvnw -q package -DskipTests && bench/search.sh [articles=20000] [seconds=20] [heap=512m]
#
# If OFFPRINT_BENCH_DATA names a directory, the corpus is loaded into it once and reused. With
# OFFPRINT_BENCH_REBUILD=no, the index is measured without a rebuild after loading, which saves time with many articles.
# OFFPRINT_BENCH_WARMUP is the warm-up of each row in seconds (60).
# With OFFPRINT_SEARCH_ENGINE=opensearch, searches run on a local OpenSearch node from Maven packages, with a heap of the same
# size. If the store was loaded with the other engine, the node is filled again.
set -euo pipefail
cd "$(dirname "$0")/.."

articles=${1:-20000}
seconds=${2:-20}
heap=${3:-512m}
port=18282
work=$(mktemp -d)
service=
baseline=
cluster=
trap 'kill $service $baseline 2>/dev/null || true; wait $service $baseline 2>/dev/null || true
  kill -9 $cluster 2>/dev/null || true; rm -rf "$work"' EXIT

. bench/corpus.sh
tool() { java -cp 'target/quarkus-app/lib/main/*' bench/Search.java "$@"; }

start_cluster() {
  local jars=target/opensearch/jars
  if [ ! -e target/opensearch/resolved ]; then
    ./mvnw -q -B -ntp -f src/test/opensearch/pom.xml dependency:copy-dependencies -DoutputDirectory="$PWD/$jars"
    touch target/opensearch/resolved
  fi
  mkdir "$work/opensearch"
  javac -cp "$jars/*" -d "$work/opensearch" src/test/opensearch/ClusterNode.java
  # The node stops when its input ends, which happens when this script ends for any reason.
  mkfifo "$work/alive"
  exec 9<>"$work/alive"
  java -Xmx"$heap" -cp "$work/opensearch:$jars/*" ClusterNode "$work" 1 <"$work/alive" 9>&- >"$work/cluster.log" 2>&1 &
  cluster=$!
  until [ -e "$work/nodes" ]; do
    kill -0 $cluster 2>/dev/null || { tail "$work/cluster.log"; exit 1; }
    sleep 0.2
  done
  OFFPRINT_SEARCH_OPENSEARCH_URLS=$(cat "$work/nodes")
  export OFFPRINT_SEARCH_OPENSEARCH_URLS
}

isOnCluster=
if [ "${OFFPRINT_SEARCH_ENGINE:-lucene}" = opensearch ]; then
  isOnCluster=yes
  start_cluster
fi
start_service
load_corpus
# An empty cluster is filled first.
while ask "$url/v1/search-index" | grep -q '"building":true'; do sleep 0.5; done
grep 'Built the search index' "$work/log" | tail -n 2 || true

if [ "${OFFPRINT_BENCH_REBUILD:-yes}" = yes ]; then
  ask -X POST -o /dev/null "$url/v1/search-index/rebuilds"
  while ask "$url/v1/search-index" | grep -q '"building":true'; do sleep 0.5; done
  grep 'Built the search index' "$work/log" | tail -n 1
fi
# Citations are linked long after the import, using a whole processor. Database metrics are up to ten seconds old.
began=$(date +%s)
sleep 12
while ask "$url/q/metrics" | grep '^offprint_follower_behind' | grep -qv ' 0.0$'; do sleep 1; done
echo "all followers caught up after $(($(date +%s) - began)) s"
# Without writes, the index is merged into few segments after a while. Searches are measured on these segments.
began=$(date +%s)
if [ "$isOnCluster" ]; then
  sleep 30
  curl -sf "$OFFPRINT_SEARCH_OPENSEARCH_URLS/_cat/indices?h=index,docs.count,store.size,segments.count&bytes=mb" |
    awk '{ printf "index %s: %s documents, %s MB, segments: %s\n", $1, $2, $3, $4 }'
else
  sleep 12
  while [ -n "$(find "$data"/search/index -type f -newermt '-15 seconds' ! -name '*.lock')" ]; do sleep 1; done
  echo "index idle after $(($(date +%s) - began)) s, segments: $(find "$data"/search/index -name '*.si' | wc -l)"
  du -sm "$data"/search/* | grep -v lock | awk '{ printf "index %s: %s MB\n", $2, $1 }'
fi

tool mix "$url" "$work"

row() { # name, made (not cached) or ready (cached), target rate: throughput after a warm-up, then times at half of it and at
  # the target rate. Responses to the second header are not cached. All other responses are sent compressed from the cache.
  local header='Accept-Encoding: gzip'
  [ "$2" = ready ] || header='Accept: application/json;q=0.9'
  # Two connections leave processor time for the compiler, which then finishes in half a minute. With sixteen connections, the
  # compiler gets a tenth of two processors and needs more than a minute.
  wrk -t1 -c2 -d"${OFFPRINT_BENCH_WARMUP:-60}s" --timeout 30s -s "$work/$1.$2.lua" "$url" > /dev/null
  wrk -t1 -c16 -d"${seconds}s" --timeout 30s -s "$work/$1.$2.lua" "$url" > "$work/wrk"
  local rate
  rate=$(sed -n 's/^Requests\/sec: *//p' "$work/wrk")
  grep 'Non-2xx' "$work/wrk" || true
  printf '%-20s maximum %s/s; at ' "$1, $2" "$rate"
  java bench/Rate.java "$url" "$work/$1" "$(awk -v r="$rate" 'BEGIN { print r / 2 }')" "$seconds" - "$header"
  printf '%-20s at ' "$1, $2"
  java bench/Rate.java "$url" "$work/$1" "$3" "$seconds" - "$header"
}

# Baseline: the same page sent from memory by the same HTTP server.
curl -sf "$url$(head -n 1 "$work/search")" > "$work/page"
java -cp 'target/quarkus-app/lib/main/*' bench/Baseline.java $((port + 1)) "$work/page" > "$work/baseline.log" 2>&1 &
baseline=$!
for _ in $(seq 60); do curl -sf -o /dev/null "http://127.0.0.1:$((port + 1))/" && break; sleep 0.5; done
wrk -t1 -c16 -d"${seconds}s" "http://127.0.0.1:$((port + 1))/" | sed -n 's/^Requests\/sec: */baseline, a page of 20 with highlights and facets from memory: /p'
kill $baseline

row lists made 1000
row search made 100
row large-facets made 100
row suggest made 1000
# Responses from a cluster are not cached, because the cluster does not report whether it has changed.
if [ ! "$isOnCluster" ]; then
  row lists ready 1000
  row search ready 100
  row suggest ready 1000
fi
tool walk "$url"
awk '/VmRSS/ { printf "memory of the service: %d MB (maximum heap '"$heap"')\n", $2 / 1024 }' "/proc/$service/status"
[ -z "$isOnCluster" ] ||
  awk '/VmRSS/ { printf "memory of OpenSearch: %d MB (maximum heap '"$heap"')\n", $2 / 1024 }' "/proc/$cluster/status"
echo "$articles articles, ${OFFPRINT_SEARCH_ENGINE:-lucene}, $(nproc) processors"
