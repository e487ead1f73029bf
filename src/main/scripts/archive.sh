#!/usr/bin/env bash
# Creates the class data archive, which halves the start time of the packaged service:
# src/main/scripts/archive.sh <service folder> [<archive; default: offprint.jsa in the folder>]
#
# Starts the service once on a temporary directory, sends a request of each kind and stops the service. Java then writes
# the loaded classes. The archive is valid only for exactly this Java and these jars; otherwise Java ignores it. If the
# service cannot start, no archive is created and the build continues.
set -euo pipefail
folder=$(cd "$1" && pwd)
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
archive=${2:-$folder/offprint.jsa}
work=$(mktemp -d)
service=
finish() {
  [ -z "$service" ] || kill -9 "$service" 2>/dev/null || true
  rm -rf "$work"
}
trap finish EXIT

give_up() {
  rm -f "$archive"
  echo "The class data archive was not created: $1. The service starts without it, in twice the time." >&2
  exit 0
}

trap 'give_up "line $LINENO of $0 failed"' ERR

# Ignore settings of other services on this machine.
for name in $(compgen -e | grep -E '^(OFFPRINT|QUARKUS)_' || true); do unset "$name"; done
unset JAVA_TOOL_OPTIONS JDK_JAVA_OPTIONS
rm -f "$archive"
# Create the log before it is read: the shell creates it only when the background process starts.
: >"$work/log"
# The archive does not contain compiled code, so the fast compiler (tier 1) suffices.
OFFPRINT_DATA_DIR=$work/data OFFPRINT_ADMIN_KEY=only-for-the-archive-of-classes QUARKUS_HTTP_PORT=0 \
  QUARKUS_HTTP_HOST=127.0.0.1 OFFPRINT_SAMPLE_DATA=true \
  "$java" -XX:TieredStopAtLevel=1 -Xlog:cds=off -Xlog:cds+dynamic=off -XX:ArchiveClassesAtExit="$archive" -jar "$folder/quarkus-run.jar" >"$work/log" 2>&1 &
service=$!
port=
for _ in $(seq 600); do
  port=$(sed -n 's|.*Listening on: http://127.0.0.1:\([0-9]*\).*|\1|p' "$work/log")
  [ -n "$port" ] && break
  kill -0 $service 2>/dev/null || give_up "$(tail -n 1 "$work/log")"
  sleep 0.2
done
[ -n "$port" ] || give_up "the service did not start in two minutes"

for path in /v1 '/v1/articles?q=fish&facets=year' /v1/journals /q/health/ready '/v1/suggest?q=fis' /openapi; do
  exec 3<>"/dev/tcp/127.0.0.1/$port"
  printf 'GET %s HTTP/1.0\r\nHost: localhost\r\n\r\n' "$path" >&3
  cat <&3 >/dev/null
  exec 3>&-
done
kill $service
wait $service || true
service=
[ -s "$archive" ] || give_up "Java did not write the archive"
