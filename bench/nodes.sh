#!/usr/bin/env bash
# Measures the cost of a second node on one PostgreSQL server, each node with its own index: processor time of idle nodes and
# of a write, duration of a write, and memory.
#
#   ./mvnw -q package -DskipTests && bench/nodes.sh [articles=1000] [edits=300] [idle seconds=30]
#
# Measures with one node, with two, and with one again, to show the variation of the machine. Edits change a published article
# and publish it again, one at a time, on the first node. Each edit is acknowledged when readers of all nodes see it. Uses
# three ports starting at 18360 or OFFPRINT_BENCH_PORT, 2 GB of memory and about 5 minutes. Exits with 3 if PostgreSQL (15 or
# newer) cannot be installed.
set -euo pipefail
cd "$(dirname "$0")/.."

articles=${1:-1000}
edits=${2:-300}
idle=${3:-30}
port=${OFFPRINT_BENCH_PORT:-18360}
database_port=$((port + 2))
key=bench-key-0123456789-0123456789
none() {
  echo "Nodes were not measured: $1." >&2
  exit 3
}
. bench/postgres.sh
require_postgres
[ -e target/quarkus-app/quarkus-run.jar ] || { echo "The package is missing. Run ./mvnw -q package -DskipTests first." >&2; exit 1; }
require_ports 3

logs=target/nodes
rm -rf "$logs"
mkdir -p "$logs"
work=$(mktemp -d)
declare -A process=()
finish() {
  local name
  for name in node-0 node-1 database; do
    [ -n "${process[$name]:-}" ] || continue
    kill "${process[$name]}" 2>/dev/null || true
    wait "${process[$name]}" 2>/dev/null || true
  done
  rm -rf "$work"
}
trap finish EXIT
trap 'exit 1' INT TERM

export OFFPRINT_QUOTAS_SEARCH=1000000 OFFPRINT_QUOTAS_WRITE=1000000 OFFPRINT_QUOTAS_SIGN_IN=1000000
export OFFPRINT_ADMIN_KEY=$key OFFPRINT_SAMPLE_DATA=true QUARKUS_HTTP_HOST=127.0.0.1
OFFPRINT_SECRETS_KEY=$(head -c 32 /dev/urandom | base64)
export OFFPRINT_SECRETS_KEY
mkdir -p "$work/files"
start_node() { # number
  mkdir -p "$work/node-$1"
  [ -e "$work/node-$1/files" ] || ln -s "$work/files" "$work/node-$1/files"
  OFFPRINT_DATA_DIR=$work/node-$1 QUARKUS_HTTP_PORT=$((port + $1)) \
    QUARKUS_DATASOURCE_JDBC_URL=jdbc:postgresql://127.0.0.1:$database_port/$POSTGRES_DB \
    QUARKUS_DATASOURCE_USERNAME=$POSTGRES_USER QUARKUS_DATASOURCE_PASSWORD=$PGPASSWORD QUARKUS_DATASOURCE_JDBC_MIN_SIZE=10 \
    java -Xmx512m -XX:SharedArchiveFile=target/quarkus-app/offprint.jsa -jar target/quarkus-app/quarkus-run.jar \
    >>"$logs/node-$1.log" 2>&1 &
  process[node-$1]=$!
  await 180 "node-$1" "node $1" curl -sf -o /dev/null "http://127.0.0.1:$((port + $1))/q/health/ready"
}
ask() { curl -sf -H "Authorization: Bearer $key" "$@"; }
first=http://127.0.0.1:$port
total() { ask "$first/v1/articles?limit=1&view=public" | sed -n 's/.*"total":\([0-9]*\).*/\1/p'; }
settle() { # address: waits until all followers have caught up; database metrics are up to ten seconds old
  local began=$SECONDS
  sleep 11
  while ask "$1/q/metrics" | grep '^offprint_follower_behind' | grep -qv ' 0.0$'; do
    [ $((SECONDS - began)) -lt 240 ] || { echo "The followers did not catch up." >&2; exit 1; }
    sleep 1
  done
}
processor() { # processor time of a process and its children in hundredths of a second; 0 if there is no such process
  [ -n "${process[$1]:-}" ] || { echo 0; return; }
  { cat /proc/[0-9]*/stat 2>/dev/null || true; } | awk -v p="${process[$1]}" '{
    sub(/^[0-9]+ \(.*\) /, $1 " "); if ($1 == p || $3 == p) sum += $13 + $14 + ($1 == p ? $15 + $16 : 0) }
    END { print sum + 0 }'
}
figures() { # number of nodes: measures and prints one row
  local name times before
  settle "$first"
  # Warm up the compilers of all nodes.
  tool bench/Edits.java "$first" $key "$work/ids" "$edits" >/dev/null
  tool bench/Edits.java "$first" $key "$work/ids" "$edits" >/dev/null
  settle "$first"
  declare -A resting=() editing=()
  for name in node-0 node-1 database; do resting[$name]=$(processor $name); done
  sleep "$idle"
  for name in node-0 node-1 database; do
    editing[$name]=$(processor $name)
    resting[$name]=$((editing[$name] - resting[$name]))
  done
  before=$(date +%s%N)
  times=$(tool bench/Edits.java "$first" $key "$work/ids" "$edits")
  local seconds=$((($(date +%s%N) - before) / 1000000))
  printf '%-10s' "$1"
  for name in node-0 node-1 database; do
    awk -v n="${resting[$name]}" -v s="$idle" 'BEGIN { printf " %7.2f %%", n / s }'
  done
  for name in node-0 node-1 database; do
    awk -v n="$(($(processor $name) - editing[$name]))" -v r="${resting[$name]}" -v s="$idle" -v t="$seconds" -v e="$edits" \
      'BEGIN { printf " %7.1f", (n * 10 - r / s * t / 100) / e / 2 }'
  done
  printf ' %8s %8s %8s %8s' $times
  for name in node-0 node-1; do
    [ -n "${process[$name]:-}" ] && awk '/^VmRSS/ { printf " %6.0f", $2 / 1024 }' "/proc/${process[$name]}/status" || printf ' %6s' -
  done
  printf '  %s\n' "$(cut -d' ' -f1 /proc/loadavg)"
}
tool() { java -Xmx128m -XX:TieredStopAtLevel=1 -cp 'target/quarkus-app/lib/main/*' "$@"; }

init_database
start_database
createdb -p $database_port -U $POSTGRES_USER $POSTGRES_DB
start_node 0
java -Dfile.encoding=UTF-8 -Xmx256m -cp 'target/quarkus-app/lib/main/*' bench/Corpus.java "$articles" >"$work/corpus.jsonl.gz"
wanted=$(($(total) + articles))
ask -o /dev/null -H 'Content-Type: application/jsonl' -H 'Content-Encoding: gzip' -T "$work/corpus.jsonl.gz" \
  -X POST "$first/v1/imports?publish=true&format=jsonl"
began=$SECONDS
until [ "$(total)" -ge $wanted ]; do
  [ $((SECONDS - began)) -lt 600 ] || { echo "The imported articles were not found." >&2; exit 1; }
  sleep 0.5
done
ask "$first/v1/articles?limit=100&sort=title&view=public&fields=id" | grep -oE '"id":"[0-9a-f-]{36}"' | cut -d'"' -f4 >"$work/ids"

echo "Idle: percentage of one processor. A write: additional milliseconds of processor time, then its duration."
printf '%-10s %29s %23s %17s %17s %13s\n' '' 'idle' 'a write' 'a change takes' 'publishing takes' 'resident MB'
printf '%-10s %9s %9s %9s %7s %7s %7s %8s %8s %8s %8s %6s %6s  %s\n' nodes first second database first second database \
  'p50 ms' 'p95 ms' 'p50 ms' 'p95 ms' first second load
figures 1
start_node 1
figures 2
kill "${process[node-1]}"
wait "${process[node-1]}" 2>/dev/null || true
unset 'process[node-1]'
figures 1
