#!/usr/bin/env bash
# Runs a streaming replica: copies the primary where there is no copy yet, and follows it. Takes PGDATA, PRIMARY_HOST,
# PRIMARY_PORT, REPLICATION_PASSWORD, and the command that runs the server in what it is called with.
set -euo pipefail

# For pg_basebackup and for the server that follows: in no file and in no list of processes.
export PGPASSWORD=$REPLICATION_PASSWORD
primary="host=$PRIMARY_HOST port=${PRIMARY_PORT:-5432} user=replication application_name=replica"

if [ ! -s "$PGDATA/PG_VERSION" ]; then
  # Beside its place first: what is cut off is begun anew.
  rm -rf "$PGDATA.part"
  mkdir -p "$(dirname "$PGDATA")"
  pg_basebackup -d "$primary" -D "$PGDATA.part" -X stream -S replica -c fast
  touch "$PGDATA.part/standby.signal"
  rm -rf "$PGDATA"
  mv "$PGDATA.part" "$PGDATA"
fi
# Without the signal it was promoted: it does not follow then, and is started as what it is.
exec "$@" -c primary_conninfo="$primary" -c primary_slot_name=replica -c hot_standby=on
