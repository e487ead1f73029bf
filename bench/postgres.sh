# Sourced by scripts that start a PostgreSQL server from Debian for the service. The scripts must define none, which exits if
# PostgreSQL is unavailable. The functions below the line require work, logs, process and database_port.

newest_postgres() {
  local bin
  for bin in $(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -t/ -k5 -rn); do
    [ -x "$bin/pg_basebackup" ] && [ -x "$bin/postgres" ] && [ "$(basename "$(dirname "$bin")")" -ge 15 ] && echo "$bin" && return
  done
  return 1
}
require_postgres() { # installs PostgreSQL and the programs named like their packages; sets postgres, the folder of its programs
  local program packages=()
  for program in "$@"; do
    command -v "$program" >/dev/null 2>&1 || packages+=("$program")
  done
  newest_postgres >/dev/null || packages+=(postgresql)
  if [ ${#packages[@]} -gt 0 ]; then
    command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ] || none "not installed: ${packages[*]}"
    # Prevent Debian from creating and starting a server.
    mkdir -p /etc/postgresql-common
    [ -e /etc/postgresql-common/createcluster.conf ] ||
      echo 'create_main_cluster = false' >/etc/postgresql-common/createcluster.conf
    apt-get update -qq || none "the Debian package servers are unreachable"
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${packages[@]}" >/dev/null 2>&1 ||
      none "not available from Debian: ${packages[*]}"
  fi
  postgres=$(newest_postgres) || none "there is no PostgreSQL 15 or newer"
  export PATH=$postgres:$PATH
}

require_ports() { # number of ports, starting at port
  local i
  for ((i = 0; i < $1; i++)); do
    if (exec 3<>"/dev/tcp/127.0.0.1/$((port + i))") 2>/dev/null; then
      echo "Port $((port + i)) is in use. Set OFFPRINT_BENCH_PORT to a different first port." >&2
      exit 1
    fi
  done
}

# ----

export PGHOST=127.0.0.1 PGPASSWORD=only-for-the-bench POSTGRES_USER=offprint POSTGRES_DB=offprint
as=()
await() { # seconds, name of a process that must keep running, description, command that succeeds at the end
  local longest=$1 name=$2 what=$3 began=$SECONDS
  shift 3
  until "$@" >/dev/null 2>&1; do
    kill -0 "${process[$name]}" 2>/dev/null && [ $((SECONDS - began)) -lt "$longest" ] ||
      { tail -n 30 "$logs/$name.log" >&2; echo "Timeout or process end while waiting for $what." >&2; exit 1; }
    sleep 0.2
  done
}
init_database() {
  chmod 755 "$work"
  if [ "$(id -u)" = 0 ]; then
    # PostgreSQL does not run as root.
    as=(setpriv --reuid=postgres --regid=postgres --clear-groups)
    install -d -o postgres -g postgres -m 700 "$work/database"
  else
    install -d -m 700 "$work/database"
  fi
  echo "$PGPASSWORD" >"$work/password"
  chmod 644 "$work/password"
  "${as[@]}" initdb -D "$work/database/primary" -U $POSTGRES_USER --pwfile="$work/password" --auth=scram-sha-256 \
    --encoding=UTF8 --locale=C.UTF-8 --data-checksums >"$logs/initdb.log"
}
start_database() { # arguments of the server
  "${as[@]}" postgres -D "$work/database/primary" -c port=$database_port -c listen_addresses=127.0.0.1 \
    -c unix_socket_directories= -c max_connections=100 -c jit=off "$@" >>"$logs/database.log" 2>&1 &
  process[database]=$!
  await 60 database "the database" pg_isready -q -h 127.0.0.1 -p $database_port
}
