#!/usr/bin/env bash
# Lets a streaming replica follow a new PostgreSQL: a role for it, a line in pg_hba.conf, and a slot that keeps the log
# until the replica has it. The image of PostgreSQL runs this once, on an empty volume; elsewhere it takes the variables of
# psql and PGDATA.
set -euo pipefail

psql -v ON_ERROR_STOP=1 -q -U "$POSTGRES_USER" -d "$POSTGRES_DB" > /dev/null <<'SQL'
\getenv password REPLICATION_PASSWORD
CREATE ROLE replication WITH REPLICATION LOGIN PASSWORD :'password';
SELECT pg_create_physical_replication_slot('replica');
SQL
echo "host replication replication all scram-sha-256" >> "$PGDATA/pg_hba.conf"
psql -v ON_ERROR_STOP=1 -q -U "$POSTGRES_USER" -d "$POSTGRES_DB" -c 'SELECT pg_reload_conf()' > /dev/null
