#!/usr/bin/env bash
# Compares the service with alternatives on PostgreSQL: Spring Data REST (bench/peers, entities and repositories) and one
# statement per request (bench/peers/OneSelect.java). All three use the same PostgreSQL server with the same articles and list
# items, compress their responses, and receive the same requests in alternating slices. Prints two tables and the number of
# bytes of a page. Requires wrk, curl, Maven and the packaged service.
#
#   ./mvnw -q package -DskipTests && bench/peers.sh [articles=10000] [seconds=4] [heap=512m] [rounds=1]
#
# Lists and searches have 3,000 addresses each (bench/peers/Fill.java), which are requested uniformly and with a Zipf
# distribution (s = 1) from eight loopback addresses, with and without a writer that publishes five edits per second. Each
# combination is measured at the maximum rate with 16 connections, and at 1,000 requests per second.
#
# With OFFPRINT_BENCH_BEFORE, which names the package of another version (a quarkus-app directory), the script compares this
# version with the current package instead: lists and searches with a Zipf distribution at 1,000 requests per second while
# articles are published.
#
# If OFFPRINT_BENCH_DATA names a directory, the corpus is loaded into it once and reused. The script changes only copies of it.
# OFFPRINT_BENCH_WARMUP is the warm-up in seconds for each kind of request of each service (10). OFFPRINT_BENCH_RATE is the
# fixed request rate for response times (1000). A slice takes at most 10 seconds. The measurement takes at most 10 minutes after
# the corpus has been loaded. All connections are loopback connections.
set -euo pipefail
cd "$(dirname "$0")/.."

articles=${1:-10000}
seconds=${2:-4}
heap=${3:-512m}
rounds=${4:-1}
warmup=${OFFPRINT_BENCH_WARMUP:-10}
rate=${OFFPRINT_BENCH_RATE:-1000}
minutes=10
port=18186
work=$(mktemp -d)
service=
peers=()
trap 'kill "${peers[@]}" $service 2>/dev/null || true; wait 2>/dev/null || true; rm -rf "$work"' EXIT
# Each slice begins with two seconds of warm-up. Background work of a publication continues for one second.
[ "$seconds" -le 7 ] || { echo "A slice is at most 7 seconds." >&2; exit 1; }

. bench/corpus.sh
mkdir "$work/classes"
javac -d "$work/classes" bench/Rate.java bench/peers/Slices.java

awaited() { # start time, URL: waits for the first response and prints the seconds since the start
  local began=$1
  for _ in $(seq 2400); do curl -sf -o /dev/null "$2" && break; sleep 0.05; done
  awk -v a="$began" -v b="$(date +%s%N)" 'BEGIN { printf "%.1f\n", (b - a) / 1e9 }'
}
stop_service() { kill $service; wait $service 2> /dev/null || true; service=; }
await_followers() {
  while ask "$url/v1/search-index" | grep -q '"building":true'; do sleep 0.5; done
  # Database metrics are up to ten seconds old.
  sleep 12
  while ask "$url/q/metrics" | grep '^offprint_follower_behind' | grep -qv ' 0.0$'; do sleep 1; done
}
copy() { # name of a service: starts it on a copy of the data, with its own database, and prints the seconds of its start
  local original=$data began
  cp -a "$original" "$work/$1"
  data=$work/$1
  began=$(date +%s%N)
  start_service > /dev/null
  awaited "$began" "$url/v1/articles?limit=1"
  data=$original
}
fill() { # database URL: copies the articles for the peers, and writes the requests
  java -cp 'target/quarkus-app/lib/main/*' bench/peers/Fill.java "$1" "$password" "$work"
}
slices() { # all or writer, services: prints a table of the time that is left
  java -cp "$work/classes" Slices "$work" "$key" "$seconds" "$rounds" "$warmup" "$rate" \
    $((began + 60 * minutes - SECONDS - 20)) "$@"
}
machine() {
  echo "$(wc -l < "$work/ids") articles, $(wc -l < "$work/lists.offprint") lists, $(wc -l < "$work/searches.offprint")" \
    "searches, heap $heap, $rounds rounds of $seconds s, $(nproc) processors, system load $load before and $(cut -d' ' -f1-3 /proc/loadavg) after"
}

start_service > /dev/null
loading=$SECONDS
loaded=$(load_corpus)
loading=$((SECONDS - loading))
[ -z "$loaded" ] || await_followers
stop_service
load=$(cut -d' ' -f1-3 /proc/loadavg)
began=$SECONDS

copy offprint > "$work/offprint.start"
peers+=($service)
database="jdbc:postgresql://127.0.0.1:$(sed -n 4p "$work/offprint/data/postmaster.pid")/offprint"
password=$(cat "$work/offprint/password")
fill "$database"

if [ -n "${OFFPRINT_BENCH_BEFORE:-}" ]; then
  offprint=$url
  port=$((port + 1))
  url=http://127.0.0.1:$port
  package=$OFFPRINT_BENCH_BEFORE
  copy before > /dev/null
  slices writer "Before,offprint,$url" "After,offprint,$offprint"
  machine
  exit
fi

jar=bench/peers/target/spring-data-rest.jar
[ -e $jar ] && [ -z "$(find bench/peers/pom.xml bench/peers/src -newer $jar)" ] || ./mvnw -q -B -f bench/peers/pom.xml package
start=$(date +%s%N)
java -Xmx"$heap" -jar $jar --server.port=$((port + 1)) --server.address=127.0.0.1 \
  --server.compression.enabled=true --server.compression.mime-types=application/json,application/hal+json \
  --server.tomcat.max-keep-alive-requests=-1 --spring.jpa.open-in-view=false \
  --spring.datasource.url="$database?currentSchema=peers" --spring.datasource.username=offprint \
  --spring.datasource.password="$password" > "$work/spring.log" 2>&1 &
peers+=($!)
awaited "$start" "http://127.0.0.1:$((port + 1))/items?size=1" > "$work/spring.start"
start=$(date +%s%N)
java -Xmx"$heap" -cp 'target/quarkus-app/lib/main/*' bench/peers/OneSelect.java $((port + 2)) \
  "$database?currentSchema=peers" "$password" > "$work/select.log" 2>&1 &
peers+=($!)
awaited "$start" "http://127.0.0.1:$((port + 2))$(head -n 1 "$work/records.select")" > "$work/select.start"

slices all "Offprint,offprint,$url" "Spring Data REST,spring,http://127.0.0.1:$((port + 1))" \
  "one SQL statement,select,http://127.0.0.1:$((port + 2))"

posted() { # port: articles per second that a peer stores
  { echo 'local bodies = {}'
    echo "for line in io.lines('$work/bodies') do bodies[#bodies + 1] = line end"
    echo "function request() return wrk.format('POST', '/articles', {['Content-Type'] = 'application/json'},"
    echo ' bodies[math.random(#bodies)]) end'
  } > "$work/post.lua"
  wrk -t1 -c16 -d"${seconds}s" --timeout 30s -s "$work/post.lua" "http://127.0.0.1:$1" > "$work/wrk"
  grep 'Non-2xx' "$work/wrk" >&2 || true
  sed -n 's/^Requests\/sec: *\([0-9]*\).*/\1/p' "$work/wrk"
}
bytes() { # kind, port: bytes of the first page of 20 articles, and compressed
  local page="http://127.0.0.1:$2$(grep -E '(limit|size)=20' "$work/lists.$1" | head -n 1)"
  echo "$(curl -sf "$page" | wc -c), $(curl -sf -H 'Accept-Encoding: gzip' "$page" | wc -c)"
}
imported=–
[ -z "$loaded" ] || imported=$((articles / loading))
echo
echo '| measurement | Offprint | Spring Data REST | one SQL statement |'
echo '|---|---|---|---|'
echo "| imported articles (Offprint) or posted articles (peers), articles/s | $imported |" \
  "$(posted $((port + 1))) | $(posted $((port + 2))) |"
echo "| time from the start to the first response, s | $(cat "$work/offprint.start") | $(cat "$work/spring.start") |" \
  "$(cat "$work/select.start") |"
echo "| size of a page of 20 articles and its compressed size, bytes | $(bytes offprint $port) |" \
  "$(bytes spring $((port + 1))) | $(bytes select $((port + 2))) |"
machine
