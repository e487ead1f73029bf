#!/usr/bin/env bash
# Makes the archive of classes with which the packaged service starts in half the time:
# src/main/scripts/archive.sh <its folder> [<the archive, else offprint.jsa in the folder>]
#
# The service is started once on a directory that is thrown away, answers a request of each kind and is stopped; Java
# writes what it had loaded. The archive is good for this very Java and these very jars,
# and Java passes over one that is not. Where the service cannot start, there is no archive and the build goes on.
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
  echo "No archive of classes: $1. The service starts without it, in twice the time." >&2
  exit 0
}

trap 'give_up "line $LINENO of $0 failed"' ERR

# What is set for a service of this machine is not meant for this one.
for name in $(compgen -e | grep -E '^(OFFPRINT|QUARKUS)_' || true); do unset "$name"; done
unset JAVA_TOOL_OPTIONS JDK_JAVA_OPTIONS
rm -f "$archive"
# Compiled code is not in the archive: what is compiled quickly is enough.
# There before it is read: the shell makes it only when the service begins, beside what follows here.
: >"$work/log"
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
[ -s "$archive" ] || give_up "Java did not write it"
