#!/usr/bin/env bash
# The rolling upgrade of docs/operations.md on one machine: two nodes of the version before on one PostgreSQL are taken out
# and replaced by the present package, one after the other, while a writer, two readers and a harvester of OAI-PMH are at
# both in turn. Proves of it, and ends with 1 where anything fails:
#
# - No acknowledged write is lost: each article is found by its id and by a search, and is once in the list and in OAI-PMH
#   of each node.
# - The node of the version before has gone on reading and writing on the tables of the new one, beside it.
# - No request fails but at a node that is being stopped.
#
#   ./mvnw -q package -DskipTests && bench/upgrade.sh [revision]
#
# The version before is the revision given, else the last one with a tag, else the last commit that has not all of the
# present migrations. It is built in target/before, which is kept. The script takes three ports from 18340 or
# OFFPRINT_BENCH_PORT on, on the loopback address, some 2 GB of memory, and 2 to 4 minutes on two processors, besides the 2
# of the build. Logs are in target/upgrade. It ends with 3 where there is no version before or it cannot be built, and
# where PostgreSQL (15 or newer) is not installed and cannot be.
set -euo pipefail
cd "$(dirname "$0")/.."

articles=500
port=${OFFPRINT_BENCH_PORT:-18340}
nodes=("http://127.0.0.1:$port" "http://127.0.0.1:$((port + 1))")
database_port=$((port + 2))
migrations=src/main/resources/db/migration
# Since then a migration lets the version before go on (MigrationsTest).
first_migration=37
key=bench-key-0123456789-0123456789

none() {
  echo "No upgrade was tried: $1." >&2
  exit 3
}
say() { echo "$(date +%T) $*"; }

# The version before

numbers() { sed -n 's|.*V\([0-9]*\)__.*\.sql$|\1|p' | sort -n; } # of migrations, from names of files
numbers_at() { git ls-tree --name-only "$1" "$migrations/" | numbers; }
last_with_fewer_migrations() {
  local revision before present past
  present=$(ls "$migrations" | numbers)
  for revision in HEAD $(git log --format='%H^' -- "$migrations"); do
    before=$(git rev-parse -q --verify "$revision") || return 1
    past=$(numbers_at "$before")
    grep -qx "$first_migration" <<<"$past" || return 1
    # A version has all migrations up to its last one: one that came later with a number between would not be made.
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
  revision=$(last_with_fewer_migrations) || none "there is no version before, with fewer migrations and V$first_migration"
fi

. bench/postgres.sh
require_postgres
present=target/quarkus-app
[ -e $present/quarkus-run.jar ] || { echo "There is no package: ./mvnw -q package -DskipTests" >&2; exit 1; }
require_ports 3

logs=target/upgrade
rm -rf "$logs"
mkdir -p "$logs"
tree=target/before/$(git rev-parse --short=12 "$revision")
before=$tree/target/quarkus-app
say "The version before is $(git log -1 --format='%h of %cs, "%s"' "$revision")."
if [ ! -e "$tree/built" ]; then
  say "It is built …"
  rm -rf "$tree"
  # Of trees that are gone, as after a clean.
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
  # What uses the database ends first.
  for name in load node-0 node-1 database; do
    [ -n "${process[$name]:-}" ] || continue
    kill "${process[$name]}" 2>/dev/null || true
    wait "${process[$name]}" 2>/dev/null || true
  done
  rm -rf "$work"
}
trap finish EXIT
trap 'exit 1' INT TERM

# Parts

# Who tests is one client, and asks for more than one client gets.
export OFFPRINT_QUOTAS_SEARCH=1000000 OFFPRINT_QUOTAS_EXPORT=1000000 OFFPRINT_QUOTAS_WRITE=1000000 OFFPRINT_QUOTAS_SIGN_IN=1000000
export OFFPRINT_ADMIN_KEY=$key OFFPRINT_SAMPLE_DATA=true QUARKUS_HTTP_HOST=127.0.0.1 QUARKUS_SHUTDOWN_DELAY=5S
OFFPRINT_SECRETS_KEY=$(head -c 32 /dev/urandom | base64)
export OFFPRINT_SECRETS_KEY
# Files are in one directory that both nodes see.
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
tables() { # of which version they are
  psql -p $database_port -U $POSTGRES_USER -d $POSTGRES_DB -Atc \
    "select 'V' || max(version::int) from flyway_schema_history where success and version is not null"
}
mark() { echo "$(date +%s%3N) $*" >>"$work/marks"; }
is_going_on() { kill -0 "${process[load]}" 2>/dev/null || { cat "$logs/load.log"; exit 1; }; }

say "PostgreSQL $(basename "$(dirname "$postgres")") and two nodes of the version before …"
init_database
start_database
createdb -p $database_port -U $POSTGRES_USER $POSTGRES_DB
for i in 0 1; do start_node $i "$before"; done
for i in 0 1; do await 180 node-$i "node $i" is_ready "${nodes[$i]}"; done
tables_before=$(tables)

# Articles as that version takes them.
java -Dfile.encoding=UTF-8 -Xmx256m -cp "$before/lib/main/*" "$tree/bench/Corpus.java" $articles >"$work/corpus.jsonl.gz"
wanted=$(($(total) + articles))
job=$(ask -D - -o /dev/null -H 'Content-Type: application/jsonl' -H 'Content-Encoding: gzip' -T "$work/corpus.jsonl.gz" \
  -X POST "${nodes[0]}/v1/imports?publish=true&format=jsonl" | tr -d '\r' | sed -n 's/^[Ll]ocation: //p')
began=$SECONDS
until [ "$(total)" -ge $wanted ]; do
  [ $((SECONDS - began)) -lt 300 ] || { ask "${nodes[0]}$job"; echo "The import is not found." >&2; exit 1; }
  sleep 0.5
done
say "They answer, with tables of $tables_before and $wanted articles."

# The upgrade

replace() { # number: its balancer sees that it is not ready, and it stops; the present one is started in its place
  is_going_on
  mark "node $1 stops"
  kill "${process[node-$1]}"
  wait "${process[node-$1]}" 2>/dev/null || true
  mark "node $1 starts"
  start_node "$1" $present
  await 180 "node-$1" "node $1 of the present version" is_ready "${nodes[$1]}"
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
say "The first node is of the present version, with tables of $tables_after."
[ "$tables_after" = "V$(ls $migrations | numbers | tail -n 1)" ] || { echo "The migrations were not made." >&2; exit 1; }
[ "$tables_after" != "$tables_before" ] || say "There is no migration between both versions."

# A file that comes in at the node of the version before goes out at the other.
id=$(ask "${nodes[1]}/v1/articles?limit=1&sort=title&view=public&fields=id" | sed -n 's/.*"id":"\([^"]*\)".*/\1/p')
seq 100000 >"$work/numbers.txt"
ask -o /dev/null -T "$work/numbers.txt" -H 'If-Match: *' -H 'Content-Type: text/plain' \
  "${nodes[1]}/v1/articles/$id/files/numbers.txt?role=supplement"
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
say "The upgrade from $tables_before to $tables_after holds; $SECONDS s, $(nproc) processors, load of the machine $(cut -d' ' -f1-3 /proc/loadavg)."
