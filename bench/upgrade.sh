#!/usr/bin/env bash
# Tests the rolling upgrade of docs/operations.md on one machine: two nodes of the previous version on one PostgreSQL server
# are replaced with the current package, one at a time, while a writer, two readers and an OAI-PMH harvester use both nodes
# alternately. Checks the following, and exits with 1 if a check fails:
#
# - No acknowledged write is lost: each article is found by id and by search, and appears once in the list and in the OAI-PMH
#   items of each node.
# - The node of the previous version continues to read and write on the tables of the new version.
# - Requests fail only on a node that is being stopped.
#
#   ./mvnw -q package -DskipTests && bench/upgrade.sh [revision]
#
# The previous version is the given revision, or else the last tag, or else the last commit with fewer migrations. It is built
# in target/before, which is kept. The script uses three ports of the loopback address, starting at 18340 or
# OFFPRINT_BENCH_PORT, about 2 GB of memory, and 2 to 4 minutes on two processors, plus 2 minutes for the build. Logs are in
# target/upgrade. Exits with 3 if there is no previous version, if it cannot be built, or if PostgreSQL (15 or newer) cannot be
# installed.
set -euo pipefail
cd "$(dirname "$0")/.."

articles=500
port=${OFFPRINT_BENCH_PORT:-18340}
nodes=("http://127.0.0.1:$port" "http://127.0.0.1:$((port + 1))")
database_port=$((port + 2))
migrations=src/main/resources/db/migration
# Since this migration, the previous version can run on the migrated tables (MigrationsTest).
first_migration=37
key=bench-key-0123456789-0123456789

none() {
  echo "The upgrade was not tested: $1." >&2
  exit 3
}
say() { echo "$(date +%T) $*"; }

# Previous version

numbers() { sed -n 's|.*V\([0-9]*\)__.*\.sql$|\1|p' | sort -n; } # migration numbers, from file names
numbers_at() { git ls-tree --name-only "$1" "$migrations/" | numbers; }
last_with_fewer_migrations() {
  local revision before present past
  present=$(ls "$migrations" | numbers)
  for revision in HEAD $(git log --format='%H^' -- "$migrations"); do
    before=$(git rev-parse -q --verify "$revision") || return 1
    past=$(numbers_at "$before")
    grep -qx "$first_migration" <<<"$past" || return 1
    # The previous migrations must be a prefix of the current ones: a migration inserted between them would not run.
    if [ "$past" != "$present" ] && [ "$past" = "$(head -n "$(wc -l <<<"$past")" <<<"$present")" ]; then
      echo "$before"
      return
    fi
  done
  return 1
}
if [ $# -gt 0 ]; then
  revision=$(git rev-parse -q --verify "$1^{commit}") || none "there is no revision $1"
elif tag=$(git describe --tags --abbrev=0 HEAD^ 2>/dev/null); then
  revision=$(git rev-parse "$tag^{commit}")
else
  revision=$(last_with_fewer_migrations) || none "there is no previous version with fewer migrations and V$first_migration"
fi

. bench/postgres.sh
require_postgres
present=target/quarkus-app
[ -e $present/quarkus-run.jar ] || { echo "The package is missing. Run ./mvnw -q package -DskipTests first." >&2; exit 1; }
require_ports 3

logs=target/upgrade
rm -rf "$logs"
mkdir -p "$logs"
tree=target/before/$(git rev-parse --short=12 "$revision")
before=$tree/target/quarkus-app
say "The previous version is $(git log -1 --format='%h of %cs, "%s"' "$revision")."
if [ ! -e "$tree/built" ]; then
  say "Building it …"
  rm -rf "$tree"
  # Remove deleted work trees from the list of Git, for example after a clean.
  git worktree prune
  git worktree add -q --detach "$tree" "$revision" || none "there is no tree of $revision"
  (cd "$tree" && ./mvnw -q -B -ntp package -DskipTests -Dspotless.check.skip) >"$logs/build.log" 2>&1 ||
    { tail -n 20 "$logs/build.log" >&2; none "$revision cannot be built"; }
  touch "$tree/built"
fi

work=$(mktemp -d)
declare -A process=()
finish() {
  local name
  # Stop the processes that use the database first.
  for name in load node-0 node-1 database; do
    [ -n "${process[$name]:-}" ] || continue
    kill "${process[$name]}" 2>/dev/null || true
    wait "${process[$name]}" 2>/dev/null || true
  done
  rm -rf "$work"
}
trap finish EXIT
trap 'exit 1' INT TERM

# Components

# All requests come from one client, which would exceed its rate limits.
export OFFPRINT_QUOTAS_SEARCH=1000000 OFFPRINT_QUOTAS_EXPORT=1000000 OFFPRINT_QUOTAS_WRITE=1000000 OFFPRINT_QUOTAS_SIGN_IN=1000000
export OFFPRINT_ADMIN_KEY=$key OFFPRINT_SAMPLE_DATA=true QUARKUS_HTTP_HOST=127.0.0.1 QUARKUS_SHUTDOWN_DELAY=5S
OFFPRINT_SECRETS_KEY=$(head -c 32 /dev/urandom | base64)
export OFFPRINT_SECRETS_KEY
# Both nodes share one directory of files.
mkdir -p "$work/files"
start_node() { # number, folder of the package
  mkdir -p "$work/node-$1"
  [ -e "$work/node-$1/files" ] || ln -s "$work/files" "$work/node-$1/files"
  OFFPRINT_DATA_DIR=$work/node-$1 QUARKUS_HTTP_PORT=$((port + $1)) \
    QUARKUS_DATASOURCE_JDBC_URL=jdbc:postgresql://127.0.0.1:$database_port/$POSTGRES_DB \
    QUARKUS_DATASOURCE_USERNAME=$POSTGRES_USER QUARKUS_DATASOURCE_PASSWORD=$PGPASSWORD QUARKUS_DATASOURCE_JDBC_MIN_SIZE=10 \
    java -Xmx400m -XX:SharedArchiveFile="$2/offprint.jsa" -jar "$2/quarkus-run.jar" >>"$logs/node-$1.log" 2>&1 &
  process[node-$1]=$!
}
is_ready() { curl -sf -o /dev/null "$1/q/health/ready"; }
ask() { curl -sf -H "Authorization: Bearer $key" "$@"; }
total() { ask "${nodes[0]}/v1/articles?limit=1&view=public" | sed -n 's/.*"total":\([0-9]*\).*/\1/p'; }
tables() { # version of the tables
  psql -p $database_port -U $POSTGRES_USER -d $POSTGRES_DB -Atc \
    "select 'V' || max(version::int) from flyway_schema_history where success and version is not null"
}
mark() { echo "$(date +%s%3N) $*" >>"$work/marks"; }
is_going_on() { kill -0 "${process[load]}" 2>/dev/null || { cat "$logs/load.log"; exit 1; }; }

say "PostgreSQL $(basename "$(dirname "$postgres")") and two nodes of the previous version …"
init_database
start_database
createdb -p $database_port -U $POSTGRES_USER $POSTGRES_DB
for i in 0 1; do start_node $i "$before"; done
for i in 0 1; do await 180 node-$i "node $i" is_ready "${nodes[$i]}"; done
tables_before=$(tables)

# Articles in the format of the previous version.
java -Dfile.encoding=UTF-8 -Xmx256m -cp "$before/lib/main/*" "$tree/bench/Corpus.java" $articles >"$work/corpus.jsonl.gz"
wanted=$(($(total) + articles))
job=$(ask -D - -o /dev/null -H 'Content-Type: application/jsonl' -H 'Content-Encoding: gzip' -T "$work/corpus.jsonl.gz" \
  -X POST "${nodes[0]}/v1/imports?publish=true&format=jsonl" | tr -d '\r' | sed -n 's/^[Ll]ocation: //p')
began=$SECONDS
until [ "$(total)" -ge $wanted ]; do
  [ $((SECONDS - began)) -lt 300 ] || { ask "${nodes[0]}$job"; echo "The imported articles were not found." >&2; exit 1; }
  sleep 0.5
done
say "Both nodes are ready, with tables of $tables_before and $wanted articles."

# Upgrade

replace() { # number: stops the node after it reports that it is not ready, and starts the current version instead
  is_going_on
  mark "node $1 stops"
  kill "${process[node-$1]}"
  wait "${process[node-$1]}" 2>/dev/null || true
  mark "node $1 starts"
  start_node "$1" $present
  await 180 "node-$1" "node $1 of the current version" is_ready "${nodes[$1]}"
}
mkdir "$work/classes"
javac -cp "$present/lib/main/*" -d "$work/classes" bench/Outage.java bench/Upgrade.java
mark "the version before"
java -Dfile.encoding=UTF-8 -Xmx256m -cp "$work/classes:$present/lib/main/*" Upgrade "${nodes[@]}" $key "$work" \
  >"$logs/load.log" 2>&1 &
process[load]=$!
sleep 10
replace 0
mark "both versions"
tables_after=$(tables)
say "The first node runs the current version, with tables of $tables_after."
[ "$tables_after" = "V$(ls $migrations | numbers | tail -n 1)" ] || { echo "The migrations did not run." >&2; exit 1; }
[ "$tables_after" != "$tables_before" ] || say "There is no migration between both versions."

# A file uploaded to the node of the previous version can be downloaded from the other node.
id=$(ask "${nodes[1]}/v1/articles?limit=1&sort=title&view=public&fields=id" | sed -n 's/.*"id":"\([^"]*\)".*/\1/p')
seq 100000 >"$work/numbers.txt"
ask -o /dev/null -F "file=@$work/numbers.txt;type=text/plain" -H 'If-Match: *' "${nodes[1]}/v1/articles/$id/files?role=supplement"
ask -o /dev/null -X PUT -H 'If-Match: *' -H 'Content-Type: application/json' -d '{}' "${nodes[1]}/v1/articles/$id/publication"
curl -sf "${nodes[0]}/v1/articles/$id/files/numbers.txt" | cmp - "$work/numbers.txt"

sleep 12
replace 1
mark "the present version"
sleep 8
is_going_on
touch "$work/end"
wait "${process[load]}" && holds=1 || holds=0
unset 'process[load]'
cat "$logs/load.log"
grep -hE ' (WARN|ERROR) ' "$logs"/node-?.log | sed -E 's/^[^A-Z]*//; s/[0-9a-f-]{36}/…/g' | cut -c1-180 | sort | uniq -c | sort -rn |
  head -n 12 || true
[ $holds = 1 ] || exit 1
say "All checks of the upgrade from $tables_before to $tables_after passed; $SECONDS s, $(nproc) processors, system load $(cut -d' ' -f1-3 /proc/loadavg)."
