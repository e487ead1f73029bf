#!/usr/bin/env bash
# Measures the overhead of quotas and sessions for readers, with services measured alternately (bench/turns.sh): records by id
# and lists with unreachable quotas, compared with no quotas; with an unrelated cookie, compared with another header of the
# same length; and with a session cookie, compared with no cookie. Requires wrk, curl and the packaged service.
#
#   ./mvnw -q package -DskipTests && bench/doors.sh [seconds=4] [rounds=8]
set -euo pipefail
cd "$(dirname "$0")/.."

seconds=${1:-4}
rounds=${2:-8}
port=18186
key=bench-key-0123456789-0123456789
work=$(mktemp -d)

. bench/turns.sh

guarded() { # service, quota per minute, 0 for none: if sign-in is configured, responses vary by cookie
  start "$1" OFFPRINT_PUBLIC_URL="$(at "$1")" OFFPRINT_SIGN_IN_PROVIDER=http://127.0.0.1:9/realms/bench \
    OFFPRINT_SIGN_IN_CLIENT_ID=bench OFFPRINT_SIGN_IN_CLIENT_SECRET=bench OFFPRINT_QUOTAS_SEARCH="$2" \
    OFFPRINT_QUOTAS_EXPORT="$2" OFFPRINT_QUOTAS_WRITE="$2" OFFPRINT_QUOTAS_SIGN_IN="$2"
}

list='/v1/articles?limit=20'
for service in with-1 without-1 with-2 without-2; do
  case $service in with-*) guarded "$service" 1000000 ;; *) guarded "$service" 0 ;; esac
done
record=/v1/articles/$(curl -sf "$(at with-1)/v1/articles?limit=1" | grep -o '"id":"[^"]*"' | head -n 1 | cut -d'"' -f4)
turns 'quotas: a cached record' "$record"
turns 'quotas: a list of 20' "$list"
stop

for service in with-1 without-1 with-2 without-2; do guarded "$service" 0; done
for service in with-1 with-2; do extra[$service]='Cookie: theme=dark; consent=1'; done
for service in without-1 without-2; do extra[$service]='Remark: theme=dark; consent=1'; done
turns "another's cookie: a record" "$record"
turns "another's cookie: a list of 20" "$list"
extra=()
for service in with-1 with-2; do
  session=$(java -cp 'target/quarkus-app/lib/main/*' bench/Session.java "$work/$service")
  curl -sf -o /dev/null -H "Cookie: __Host-offprint-session=$session" "$(at "$service")/v1/me" # fails if the session is invalid
  extra[$service]="Cookie: __Host-offprint-session=$session"
done
turns 'a session: a record' "$record"
turns 'a session: a list of 20' "$list"
echo "$(nproc) processors, system load: $(cut -d' ' -f1-3 /proc/loadavg)"
