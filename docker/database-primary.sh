#!/usr/bin/env bash
# Prepares a new PostgreSQL server for a streaming replica: creates a replication role, a line in pg_hba.conf, and a slot
# that retains the WAL until the replica has received it. The PostgreSQL image runs this script once, on an empty volume. In
# other environments, set the variables of psql and PGDATA.
set -euo pipefail

psql -v ON_ERROR_STOP=1 -q -U "$POSTGRES_USER" -d "$POSTGRES_DB" > /dev/null <<'SQL'
\getenv password REPLICATION_PASSWORD
CREATE ROLE replication WITH REPLICATION LOGIN PASSWORD :'password';
SELECT pg_create_physical_replication_slot('replica');
SQL
echo "host replication replication all scram-sha-256" >> "$PGDATA/pg_hba.conf"
psql -v ON_ERROR_STOP=1 -q -U "$POSTGRES_USER" -d "$POSTGRES_DB" -c 'SELECT pg_reload_conf()' > /dev/null
