#!/usr/bin/env bash
# What registration costs: articles deposited with a registry beside the service and then all of them again, with time,
# heap after collections and resident memory by tenths of the way; and reads by id with registration off, on, and off
# again in the same run.
#
#   ./mvnw -q package -DskipTests && bench/registration.sh [articles=50000] [heap=512m] [seconds=10] [datacite|crossref]
#
# DataCite answers each record at once. Crossref is asked for results after a minute, so that its time is that of the
# waiting. Needs wrk and curl.
set -euo pipefail
cd "$(dirname "$0")/.."

articles=${1:-50000}
heap=${2:-512m}
seconds=${3:-10}
target=${4:-datacite}
port=${OFFPRINT_BENCH_PORT:-18190}
registry_port=$((port + 1))
work=$(mktemp -d)
service=
registry=
trap 'kill $service $registry 2>/dev/null || true; wait 2>/dev/null || true; rm -rf "$work"' EXIT
. bench/corpus.sh

export OFFPRINT_PUBLIC_URL=https://journals.example
export OFFPRINT_REGISTRATION_ALLOW_ANY_HOST=true
OFFPRINT_SECRETS_KEY=$(head -c 32 /dev/urandom | base64)
export OFFPRINT_SECRETS_KEY
export JAVA_TOOL_OPTIONS="-Xlog:gc:$work/gc"
start_service
unset JAVA_TOOL_OPTIONS
java bench/Registry.java $registry_port > "$work/registry.log" 2>&1 &
registry=$!
until curl -sf -o /dev/null "http://127.0.0.1:$registry_port/count"; do sleep 0.2; done
load_corpus

account=$(ask "$url/v1/registration-accounts" -H 'Content-Type: application/json' -d "{\"target\":\"$target\",
  \"name\":\"Bench\",\"test\":false,\"baseUrl\":\"http://127.0.0.1:$registry_port\",\"secret\":{\"value\":\"bench\"},
  \"settings\":{\"login\":\"bench\",\"depositorName\":\"Bench Press\",\"depositorEmail\":\"bench@journals.example\"}}" |
  sed -n 's/^{"id":"\([^"]*\)".*/\1/p')
journals=$(ask "$url/v1/journals?limit=100" | grep -o '"self":"/v1/journals/[^"]*' | sed 's/.*journals.//')

plans() { # mode
  local journal
  for journal in $journals; do
    ask -o /dev/null -X PUT "$url/v1/journals/$journal/registration-plans" -H 'Content-Type: application/json' \
      -H 'If-Match: *' -d "{\"items\":[{\"account\":\"$account\",\"mode\":\"$1\",\"kinds\":[\"article\"]}]}"
  done
}
count() { curl -sf "http://127.0.0.1:$registry_port/count" | cut -d' ' -f2; }
resident() { awk '/^VmRSS/ { printf "%d", $2 / 1024 }' "/proc/$service/status"; }

runs() { # begins a run for each journal
  local journal
  for journal in $journals; do
    ask -o /dev/null "$url/v1/registration-runs" -H 'Content-Type: application/json' \
      -d "{\"journal\":\"$journal\",\"target\":\"$target\"}"
  done
}

deposits() { # name: runs all, and follows the registry until all have come
  local before began done tenth=1
  before=$(count)
  began=$(date +%s)
  runs
  printf '%s: resident MiB by tenths:' "$1"
  while :; do
    done=$(($(count) - before))
    while [ "$tenth" -le $((done * 10 / articles)) ] && [ "$tenth" -le 10 ]; do
      printf ' %s' "$(resident)"
      tenth=$((tenth + 1))
    done
    [ "$done" -ge "$articles" ] && break
    sleep 0.5
  done
  awk -v n="$articles" -v s="$(($(date +%s) - began))" 'BEGIN { printf "\n  %d records in %d s, %.0f/s\n", n, s, n / (s ? s : 1) }'
}

ids=$(ask "$url/v1/articles?limit=100&view=public" | grep -o '"id":"[0-9a-f-]*"' | cut -d'"' -f4 | sort -u)
{ echo 'local ids = {'; printf '"%s",\n' $ids; echo '}'
  echo 'function request() return wrk.format("GET", "/v1/articles/" .. ids[math.random(#ids)]) end'; } > "$work/ids.lua"
reads() { # name
  wrk -t1 -c16 -d"${seconds}s" --timeout 30s --latency -s "$work/ids.lua" "$url" > "$work/wrk"
  printf '%-28s %10s requests/s   p99 %s\n' "$1" "$(sed -n 's/^Requests\/sec: *//p' "$work/wrk")" \
    "$(sed -n 's/^ *99% *//p' "$work/wrk")"
}

# Nothing is sent before the runs: what the plan finds waits for a word.
plans confirm
deposits 'first deposits'
deposits 'again'
sed -n 's/.*->\([0-9]*\)M(.*/\1/p' "$work/gc" | sort -n | tail -n 1 | sed 's/.*/heap after a collection, at most: & MiB/'

plans off
reads 'warm-up' > /dev/null
reads 'reads, registration off'
plans automatic
runs
reads 'reads, a run under way'
plans off
ask -o /dev/null -X PUT "$url/v1/registration-accounts/$account/pause"
sleep 2
reads 'reads, registration off'
echo "load of the machine: $(cut -d' ' -f1-3 /proc/loadavg); $(nproc) processors"
