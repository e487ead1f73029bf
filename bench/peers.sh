#!/usr/bin/env bash
# Compares the service with alternatives on PostgreSQL: Spring Data REST (bench/peers, an entity and a repository) and one
# statement per request (bench/peers/OneSelect.java). All three use the same PostgreSQL server with the same articles, and
# receive the same requests, one service at a time. Prints one table. Requires wrk, curl, Maven and the packaged service.
#
#   ./mvnw -q package -DskipTests && bench/peers.sh [articles=10000] [seconds=8] [heap=512m]
#
# If OFFPRINT_BENCH_DATA names a directory, the corpus is loaded into it once and reused. OFFPRINT_BENCH_WARMUP is the
# warm-up in seconds for each row of each peer (30).
set -euo pipefail
cd "$(dirname "$0")/.."

articles=${1:-10000}
seconds=${2:-8}
heap=${3:-512m}
port=18186
work=$(mktemp -d)
service=
peer=
trap 'kill $peer $service 2>/dev/null || true; wait 2>/dev/null || true; rm -rf "$work"' EXIT

. bench/corpus.sh
./mvnw -q -B -f bench/peers/pom.xml package

awaited() { # start time, URL: waits for the first response and prints the seconds since the start
  local began=$1
  for _ in $(seq 2400); do curl -sf -o /dev/null "$2" && break; sleep 0.05; done
  awk -v a="$began" -v b="$(date +%s%N)" 'BEGIN { printf "%.1f s\n", (b - a) / 1e9 }'
}

start_service > /dev/null
began=$(date +%s%N)
loaded=$(load_corpus)
if [ -n "$loaded" ]; then
  awk -v n="$articles" -v a="$began" -v b="$(date +%s%N)" 'BEGIN { printf "%.0f\n", n / (b - a) * 1e9 }' > "$work/offprint.import"
else
  echo - > "$work/offprint.import"
fi
kill $service; wait $service 2> /dev/null || true
began=$(date +%s%N)
start_service > /dev/null
awaited "$began" "$url/v1/articles?limit=1" > "$work/offprint.start"
# Background work after an import (merging, propagation) is not measured.
sleep 15

database="jdbc:postgresql://127.0.0.1:$(sed -n 4p "$data/data/postmaster.pid")/offprint?currentSchema=peers"
password=$(cat "$data/password")
java -cp 'target/quarkus-app/lib/main/*' bench/peers/Fill.java "${database%%\?*}" "$password" "$work"

lines() { # prints a file as a Lua list
  echo "local $(basename "$1") = {"; sed 's/.*/"&",/' "$1"; echo '}'
}
requests() { # peer, path of articles, of a list (year, type), of a search (word)
  { lines "$work/ids"
    echo "function request() return wrk.format('GET', '$2/' .. ids[math.random(#ids)], {['Accept-Encoding'] = 'gzip'}) end"
  } > "$work/$1.uniform.lua"
  { lines "$work/ids"
    echo "function request() return wrk.format('GET', '$2/' .. ids[math.min(#ids, math.floor((#ids) ^ math.random()))],"
    echo " {['Accept-Encoding'] = 'gzip'}) end"
  } > "$work/$1.zipf.lua"
  { lines "$work/lists"
    echo "function request() local year, type = lists[math.random(#lists)]:match('(%d+) (.+)')"
    echo " return wrk.format('GET', '$3', {['Accept-Encoding'] = 'gzip'}) end"
  } > "$work/$1.list.lua"
  # Responses to this Accept header are not cached.
  sed "s|'gzip'}|'gzip', ['Accept'] = 'application/json;q=0.9'}|" "$work/$1.list.lua" > "$work/$1.list-made.lua"
  { lines "$work/words"
    echo "function request() return wrk.format('GET', '$4' .. words[math.random(#words)], {['Accept-Encoding'] = 'gzip'}) end"
  } > "$work/$1.search.lua"
  sed "s|'gzip'}|'gzip', ['Accept'] = 'application/json;q=0.9'}|" "$work/$1.search.lua" > "$work/$1.search-made.lua"
  { echo 'local bodies = {}'
    echo "for line in io.lines('$work/bodies') do bodies[#bodies + 1] = line end"
    echo "function request() return wrk.format('POST', '$2', {['Content-Type'] = 'application/json'},"
    echo ' bodies[math.random(#bodies)]) end'
  } > "$work/$1.import.lua"
}
requests offprint /v1/articles \
  "/v1/articles?year=' .. year .. '&type=' .. type .. '&sort=-published&limit=20&page=5" '/v1/articles?q='
requests spring /articles \
  "/articles/search/findByYearAndType?year=' .. year .. '&type=' .. type .. '&sort=published,desc&size=20&page=4" \
  '/articles/search/findByWords?size=20&q='
requests select /articles "/articles?year=' .. year .. '&type=' .. type .. '&page=4" '/articles?q='

rate() { # peer, script, port: requests per second and p99 after a warm-up that leaves time for the compiler (bench/search.sh)
  wrk -t1 -c2 -d"${OFFPRINT_BENCH_WARMUP:-30}s" --timeout 30s -s "$work/$1.$2.lua" "http://127.0.0.1:$3" > /dev/null
  wrk -t1 -c16 -d"${seconds}s" --timeout 30s --latency -s "$work/$1.$2.lua" "http://127.0.0.1:$3" > "$work/wrk"
  grep 'Non-2xx' "$work/wrk" >&2 || true
  echo "$(sed -n 's/^Requests\/sec: *\([0-9]*\).*/\1/p' "$work/wrk")/s ($(sed -n 's/^ *99% *//p' "$work/wrk"))" > "$work/$1.$2"
}
reads() { for each in uniform zipf list search; do rate "$1" $each "$2"; done; }

reads offprint $port
for each in list-made search-made; do rate offprint $each $port; done

# The service contains the database, so it keeps running idle while the peers are measured.
began=$(date +%s%N)
java -Xmx"$heap" -jar bench/peers/target/spring-data-rest.jar --server.port=$((port + 1)) --server.address=127.0.0.1 \
  --spring.datasource.url="$database" --spring.datasource.username=offprint --spring.datasource.password="$password" \
  --spring.jpa.open-in-view=false > "$work/spring.log" 2>&1 &
peer=$!
awaited "$began" "http://127.0.0.1:$((port + 1))/articles?size=1" > "$work/spring.start"
reads spring $((port + 1))
rate spring import $((port + 1))
kill $peer; wait $peer 2> /dev/null || true

java -cp 'target/quarkus-app/lib/main/*' bench/peers/Fill.java "${database%%\?*}" "$password" "$work"
began=$(date +%s%N)
java -Xmx"$heap" -cp 'target/quarkus-app/lib/main/*' bench/peers/OneSelect.java $((port + 1)) "$database" "$password" \
  > "$work/select.log" 2>&1 &
peer=$!
awaited "$began" "http://127.0.0.1:$((port + 1))/articles/$(head -n 1 "$work/ids")" > "$work/select.start"
reads select $((port + 1))
rate select import $((port + 1))

row() { # name, file
  printf '| %s | %s | %s | %s |\n' "$1" "$(cat "$work/offprint.$2")" "$(cat "$work/spring.$2")" "$(cat "$work/select.$2")"
}
echo '| requests per second (p99) | Offprint | Spring Data REST | one statement per request |'
echo '|---|---|---|---|'
row 'by id, uniform' uniform
row 'by id, Zipf' zipf
row 'list by year and type, sorted, page 5' list
row 'search, one word' search
echo "| the list, not cached | $(cat "$work/offprint.list-made") | | |"
echo "| the search, not cached | $(cat "$work/offprint.search-made") | | |"
row 'import (published and searchable), POST of articles' import
row 'start to the first response' start
echo "$(wc -l < "$work/ids") articles, heap $heap, $(nproc) processors, system load $(cut -d' ' -f1-3 /proc/loadavg)"
