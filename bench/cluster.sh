#!/usr/bin/env bash
# Starts the cluster of docs/scaling.md on one machine from Maven and Debian packages, without Docker: HAProxy with
# docker/haproxy.cfg, two nodes of the packaged service, PostgreSQL with a streaming replica (with the scripts of docker/),
# three OpenSearch nodes, and an S3-compatible file store. Checks the following, and exits with 1 if a check fails:
#
# - The cluster and a single node with an embedded index return the same lists and search results for the same records.
# - An OpenSearch node, a service node and the replica are killed one at a time and restarted, and a service node is stopped
#   and started. No acknowledged write is lost, and readers get errors only until the balancer detects the failure.
# - A harvest by OAI-PMH from both nodes alternately is complete while articles are published.
#
#   ./mvnw -q package -DskipTests && bench/cluster.sh [articles=2000]
#   ./mvnw -q package -DskipTests && bench/cluster.sh --start       # starts the cluster and keeps it until Enter is pressed
#
# Uses 14 ports of the loopback address, starting at 18300 or OFFPRINT_BENCH_PORT, about 4 GB of memory, and 5 to 10 minutes
# on two processors. Logs are in target/cluster. Exits with 3 if HAProxy or PostgreSQL (15 or newer) cannot be installed.
set -euo pipefail
cd "$(dirname "$0")/.."

articles=${1:-2000}
port=${OFFPRINT_BENCH_PORT:-18300}
balancer=http://127.0.0.1:$port
nodes=("http://127.0.0.1:$((port + 1))" "http://127.0.0.1:$((port + 2))")
single=http://127.0.0.1:$((port + 3))
files_port=$((port + 5))
database_port=$((port + 6))
replica_port=$((port + 7))
search_ports=$((port + 8)),$((port + 9)),$((port + 10))
transport_ports=$((port + 11)),$((port + 12)),$((port + 13))
search=("http://127.0.0.1:$((port + 8))" "http://127.0.0.1:$((port + 9))" "http://127.0.0.1:$((port + 10))")
key=bench-key-0123456789-0123456789
# Maximum duration of errors in ms: two health checks of the balancer and requests in transit.
longest_errors=3000

none() {
  echo "The cluster was not started: $1." >&2
  exit 3
}
say() { echo "$(date +%T) $*"; }

# Programs

. bench/postgres.sh
require_postgres haproxy
[ -e target/quarkus-app/quarkus-run.jar ] || { echo "The package is missing. Run ./mvnw -q package -DskipTests first." >&2; exit 1; }
require_ports 14

jars=target/opensearch/jars
if [ ! -e target/opensearch/resolved ]; then
  ./mvnw -q -B -ntp -f src/test/opensearch/pom.xml dependency:copy-dependencies -DoutputDirectory="$PWD/$jars"
  touch target/opensearch/resolved
fi
if [ ! -e target/s3proxy/classpath ]; then
  mkdir -p target/s3proxy
  ./mvnw -q -B -ntp -f src/test/s3proxy/pom.xml dependency:build-classpath -Dmdep.outputFile="$PWD/target/s3proxy/classpath"
fi

logs=target/cluster
rm -rf "$logs"
mkdir -p "$logs"
work=$(mktemp -d)
declare -A process=()
finish() {
  local name
  # Stop dependent processes first. The databases flush their data.
  for name in load balancer single node-0 node-1 replica database; do
    [ -n "${process[$name]:-}" ] || continue
    kill "${process[$name]}" 2>/dev/null || true
    wait "${process[$name]}" 2>/dev/null || true
  done
  for name in files search-0 search-1 search-2; do
    [ -z "${process[$name]:-}" ] || kill -9 "${process[$name]}" 2>/dev/null || true
  done
  wait 2>/dev/null || true
  rm -rf "$work"
}
trap finish EXIT
trap 'exit 1' INT TERM

install -m 755 docker/database-primary.sh docker/database-replica.sh "$work"

# Components

export REPLICATION_PASSWORD=only-for-the-replica-of-the-bench
make_database() {
  init_database
  start_database -c wal_level=replica -c max_wal_senders=5 -c max_replication_slots=5 -c max_slot_wal_keep_size=8GB \
    -c log_line_prefix='%m [%p] ' -c log_lock_waits=on -c log_min_duration_statement=1s -c log_checkpoints=on
  createdb -p $database_port -U $POSTGRES_USER $POSTGRES_DB
  PGPORT=$database_port PGDATA=$work/database/primary "${as[@]}" "$work/database-primary.sh"
}
start_replica() {
  PGDATA=$work/database/replica PRIMARY_HOST=127.0.0.1 PRIMARY_PORT=$database_port "${as[@]}" "$work/database-replica.sh" \
    postgres -c port=$replica_port -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_connections=100 \
    -c max_wal_senders=5 -c jit=off >>"$logs/replica.log" 2>&1 &
  process[replica]=$!
}
replica_answers() { pg_isready -q -h 127.0.0.1 -p $replica_port; }

start_search() { # number
  java -Xms256m -Xmx400m -XX:TieredStopAtLevel=1 -cp "$work/opensearch:$jars/*" ClusterNode "$work" "$1" "$transport_ports" \
    "$search_ports" <"$work/alive" 9>&- >>"$logs/search-$1.log" 2>&1 &
  process[search-$1]=$!
}
searches_are_green() {
  local address
  for address in "${search[@]}"; do
    curl -sf "$address/_cluster/health" | grep -q '"status":"green".*"number_of_nodes":3' || return 1
  done
}

start_files() {
  mkdir -p "$work/buckets/offprint"
  printf '%s\n' s3proxy.endpoint=http://127.0.0.1:$files_port s3proxy.authorization=aws-v2-or-v4 s3proxy.identity=offprint \
    s3proxy.credential=only-for-the-bench s3proxy.v4-max-non-chunked-request-size=134217728 jclouds.provider=filesystem \
    "jclouds.filesystem.basedir=$work/buckets" >"$work/s3proxy.properties"
  java -Xmx192m -XX:TieredStopAtLevel=1 -Dlogback.configurationFile=src/test/s3proxy/logback.xml \
    -cp "$(cat target/s3proxy/classpath)" org.gaul.s3proxy.Main --properties "$work/s3proxy.properties" \
    >>"$logs/files.log" 2>&1 &
  process[files]=$!
}

service=(java -Xmx400m -XX:SharedArchiveFile=target/quarkus-app/offprint.jsa -jar target/quarkus-app/quarkus-run.jar)
# All requests come from one client, which would exceed its rate limits.
export OFFPRINT_QUOTAS_SEARCH=1000000 OFFPRINT_QUOTAS_EXPORT=1000000 OFFPRINT_QUOTAS_WRITE=1000000 OFFPRINT_QUOTAS_SIGN_IN=1000000
export OFFPRINT_ADMIN_KEY=$key OFFPRINT_SAMPLE_DATA=true QUARKUS_HTTP_HOST=127.0.0.1
start_node() { # number
  OFFPRINT_DATA_DIR=$work/node-$1 QUARKUS_HTTP_PORT=$((port + 1 + $1)) \
    QUARKUS_DATASOURCE_JDBC_URL=jdbc:postgresql://127.0.0.1:$database_port/offprint QUARKUS_DATASOURCE_USERNAME=offprint \
    QUARKUS_DATASOURCE_PASSWORD=$PGPASSWORD QUARKUS_DATASOURCE_JDBC_MIN_SIZE=10 \
    OFFPRINT_DATABASE_REPLICA_URL=jdbc:postgresql://127.0.0.1:$replica_port/offprint \
    OFFPRINT_SEARCH_ENGINE=opensearch OFFPRINT_SEARCH_OPENSEARCH_URLS="$(IFS=,; echo "${search[*]}")" \
    OFFPRINT_SEARCH_OPENSEARCH_SHARDS=3 OFFPRINT_FILES_STORE=s3 OFFPRINT_FILES_S3_ENDPOINT=http://127.0.0.1:$files_port \
    OFFPRINT_FILES_S3_BUCKET=offprint OFFPRINT_FILES_S3_ACCESS_KEY=offprint OFFPRINT_FILES_S3_SECRET_KEY=only-for-the-bench \
    QUARKUS_HTTP_PROXY_PROXY_ADDRESS_FORWARDING=true QUARKUS_SHUTDOWN_DELAY=5S \
    "${service[@]}" >>"$logs/node-$1.log" 2>&1 &
  process[node-$1]=$!
}
start_balancer() {
  local -x BALANCER_CLIENTS=127.0.0.1:$port BALANCER_FIGURES=127.0.0.1:$((port + 4))
  local -x BALANCER_NODE_1=127.0.0.1:$((port + 1)) BALANCER_NODE_2=127.0.0.1:$((port + 2))
  haproxy -c -f docker/haproxy.cfg >"$logs/balancer-check.log" 2>&1 || { cat "$logs/balancer-check.log"; exit 1; }
  haproxy -db -f docker/haproxy.cfg >"$logs/balancer.log" 2>&1 &
  process[balancer]=$!
}
is_ready() { curl -sf -o /dev/null "$1/q/health/ready"; }
both_are_in() { # the balancer sends requests to both nodes
  [ "$(curl -sf "http://127.0.0.1:$((port + 4))/;csv" | awk -F, '$1 == "nodes" && $2 ~ /^offprint/ && $18 == "UP"' | wc -l)" = 2 ]
}

say "PostgreSQL $(basename "$(dirname "$postgres")") with a replica, OpenSearch, files, $(haproxy -v | sed -n 's/ version \([0-9.]*\).*/ \1/p') …"
# The OpenSearch nodes stop when this script ends for any reason.
mkfifo "$work/alive"
exec 9<>"$work/alive"
javac -cp "$jars/*" -d "$work/opensearch" src/test/opensearch/ClusterNode.java
for i in 0 1 2; do start_search $i; done
start_files
make_database
start_replica
await 60 replica "the replica" replica_answers
await 120 search-0 "three OpenSearch nodes" searches_are_green
start_balancer
for i in 0 1; do start_node $i; done
for i in 0 1; do await 120 node-$i "node $i" is_ready "${nodes[$i]}"; done
await 30 balancer "both nodes" both_are_in
say "The cluster is ready after $SECONDS s at $balancer, its nodes at ${nodes[*]}, OpenSearch at ${search[*]}."
if [ "$articles" = --start ]; then
  echo "The admin key is $key. Press Enter to stop the cluster."
  read -r _ || true
  exit
fi

# Checks

tool() { java -Dfile.encoding=UTF-8 -Xmx256m -cp 'target/quarkus-app/lib/main/*' "$@"; }
ask() { curl -sf -H "Authorization: Bearer $key" "$@"; }
total() { ask "$1/v1/articles?limit=1&view=public" | sed -n 's/.*"total":\([0-9]*\).*/\1/p'; }
import_into() { # address
  local began=$SECONDS job wanted
  wanted=$(($(total "$1") + articles))
  job=$(ask -D - -o /dev/null -H 'Content-Type: application/jsonl' -H 'Content-Encoding: gzip' \
    -T "$work/corpus.jsonl.gz" -X POST "$1/v1/imports?publish=true&format=jsonl" | tr -d '\r' | sed -n 's/^[Ll]ocation: //p')
  until ask "$1$job" | grep -q '"endedAt"'; do sleep 0.5; done
  until [ "$(total "$1")" -ge "$wanted" ]; do
    [ $((SECONDS - began)) -lt 300 ] || { ask "$1$job"; echo "The imported articles were not found." >&2; exit 1; }
    sleep 0.5
  done
  say "$articles articles imported and found after $((SECONDS - began)) s."
}
settle() { # address: waits until all followers have caught up; database metrics are up to ten seconds old
  local began=$SECONDS
  sleep 11
  while ask "$1/q/metrics" | grep '^offprint_follower_behind' | grep -qv ' 0.0$'; do
    [ $((SECONDS - began)) -lt 240 ] || { ask "$1/q/metrics" | grep '^offprint_follower'; echo "The followers did not catch up." >&2; exit 1; }
    sleep 1
  done
  # Citation counts and texts are indexed after a short delay.
  sleep 5
}

tool bench/Corpus.java "$articles" >"$work/corpus.jsonl.gz"
say "Importing into the cluster through the balancer:"
import_into $balancer
OFFPRINT_DATA_DIR=$work/single QUARKUS_HTTP_PORT=$((port + 3)) "${service[@]}" >>"$logs/single.log" 2>&1 &
process[single]=$!
await 120 single "a single node" is_ready $single
say "Importing into a single node with an embedded index:"
import_into $single
for address in $balancer $single; do tool bench/Alike.java prepare $address $key; done
for address in "${nodes[0]}" $single; do settle $address; done
say "Comparing both:"
tool bench/Alike.java compare $balancer $single $key
kill "${process[single]}"
wait "${process[single]}" 2>/dev/null || true
unset 'process[single]'

# A file uploaded to one node can be downloaded from the other node, from the bucket.
id=$(ask "$balancer/v1/articles?limit=1&sort=title&view=public&fields=id" | sed -n 's/.*"id":"\([^"]*\)".*/\1/p')
seq 100000 >"$work/numbers.txt"
ask -o /dev/null -T "$work/numbers.txt" -H 'If-None-Match: *' -H 'Content-Type: text/plain' \
  "${nodes[0]}/v1/articles/$id/files/numbers.txt?role=supplement"
ask -o /dev/null -X PUT -H 'If-Match: *' -H 'Content-Type: application/json' -d '{}' "$balancer/v1/articles/$id/publication"
curl -sf "${nodes[1]}/v1/articles/$id/files/numbers.txt" | cmp - "$work/numbers.txt"
sum=$(sha256sum "$work/numbers.txt" | cut -d' ' -f1)
[ -n "$(find "$work/buckets/offprint" -name "$sum*")" ] || { echo "The file is not in the bucket." >&2; exit 1; }
say "A file uploaded to one node was downloaded from the other node, from the bucket."

# Fault injection with readers and a writer
mark() { echo "$(date +%s%3N) $*" >>"$work/marks"; }
is_reading() { kill -0 "${process[load]}" 2>/dev/null || { cat "$logs/load.log"; exit 1; }; }
mark "starting"
tool bench/Outage.java load $balancer $key "$work" $longest_errors >"$logs/load.log" 2>&1 &
process[load]=$!
sleep 8
is_reading
mark "nothing is wrong"
sleep 10
manager=$(curl -sf "${search[0]}/_cat/cluster_manager?h=node" | tr -dc 0-9)
mark "OpenSearch: manager killed"
kill -9 "${process[search-$manager]}"
wait "${process[search-$manager]}" 2>/dev/null || true
sleep 12
mark "OpenSearch: node comes back"
start_search "$manager"
await 120 "search-$manager" "three nodes of OpenSearch" searches_are_green
sleep 3
mark "a node of the service killed"
kill -9 "${process[node-0]}"
wait "${process[node-0]}" 2>/dev/null || true
sleep 10
mark "the node comes back"
start_node 0
await 120 node-0 "the node that was killed" both_are_in
sleep 5
mark "replica killed"
kill -QUIT "${process[replica]}"
wait "${process[replica]}" 2>/dev/null || true
sleep 8
mark "replica comes back"
start_replica
await 60 replica "the replica" replica_answers
sleep 5
mark "a node of the service stopped"
kill "${process[node-1]}"
wait "${process[node-1]}" 2>/dev/null || true
sleep 3
mark "the node is started"
start_node 1
await 120 node-1 "the node that was stopped" both_are_in
sleep 5
is_reading
touch "$work/end"
wait "${process[load]}" && isWell=0 || isWell=1
unset 'process[load]'
cat "$logs/load.log"
# Balancer log of the slow requests: milliseconds to connect and to respond, and the node
grep -oE 'request [0-9a-f-]{36}$' "$logs/load.log" | cut -d' ' -f2 >"$work/slow" || true
grep -F -f "$work/slow" "$logs/balancer.log" || true
say "requests that the balancer retried on the other node: $(awk '{ n += $8 + 0 > 0 } END { print n + 0 }' "$logs/balancer.log")"
grep -hE ' (WARN|ERROR) ' "$logs"/node-?.log | sed -E 's/^[^A-Z]*//; s/[0-9a-f-]{36}/…/g' | cut -c1-180 | sort | uniq -c | sort -rn |
  head -n 12 || true
[ $isWell = 0 ] || exit 1

say "Harvesting from both nodes alternately:"
tool bench/Outage.java harvest "${nodes[@]}" $balancer $key
say "All checks of the cluster with $articles articles passed; $SECONDS s, $(nproc) processors, system load $(cut -d' ' -f1-3 /proc/loadavg)."
