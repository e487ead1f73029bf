#!/usr/bin/env bash
# Runs a streaming replica: copies the primary if there is no copy yet, then follows it. Requires PGDATA, PRIMARY_HOST and
# REPLICATION_PASSWORD in the environment (PRIMARY_PORT is optional), and the server command as arguments.
set -euo pipefail

# Used by pg_basebackup and by the server. An environment variable appears neither in a file nor in the process list.
export PGPASSWORD=$REPLICATION_PASSWORD
primary="host=$PRIMARY_HOST port=${PRIMARY_PORT:-5432} user=replication application_name=replica"

if [ ! -s "$PGDATA/PG_VERSION" ]; then
  # Copy to a temporary directory first, so that an interrupted copy is started again.
  rm -rf "$PGDATA.part"
  mkdir -p "$(dirname "$PGDATA")"
  pg_basebackup -d "$primary" -D "$PGDATA.part" -X stream -S replica -c fast
  touch "$PGDATA.part/standby.signal"
  rm -rf "$PGDATA"
  mv "$PGDATA.part" "$PGDATA"
fi
# If standby.signal is missing, the replica was promoted: the server then starts as a primary and ignores these settings.
exec "$@" -c primary_conninfo="$primary" -c primary_slot_name=replica -c hot_standby=on
