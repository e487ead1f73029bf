#!/usr/bin/env bash
# Measures the cost of registration. Deposits all articles with a local registration service, and then deposits them again.
# Prints the duration, the heap after a garbage collection, and the resident memory after each tenth of the articles. Then
# measures reads by id with registration running and paused, alternately, first at the rate that DataCite allows and then at
# the maximum rate.
#
#   ./mvnw -q package -DskipTests && bench/registration.sh [articles=50000] [heap=512m] [seconds=5] [pairs=6] [datacite|crossref]
#
# DataCite responds to each record immediately. Crossref results are requested after a minute, so the duration is mostly
# waiting. Requires wrk and curl.
set -euo pipefail
cd "$(dirname "$0")/.."

articles=${1:-50000}
heap=${2:-512m}
seconds=${3:-5}
pairs=${4:-6}
target=${5:-datacite}
port=${OFFPRINT_BENCH_PORT:-18190}
registry_port=$((port + 1))
fastest=1000 # files per second, the maximum of an account
usual=10     # files per second that DataCite accepts
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

account=
account() { # files per second: creates the account, or changes its rate
  local settings
  settings="{\"target\":\"$target\",\"name\":\"Bench\",\"test\":false,\"baseUrl\":\"http://127.0.0.1:$registry_port\",
    \"secret\":{\"value\":\"bench\"},\"settings\":{\"login\":\"bench\",\"depositorName\":\"Bench Press\",
    \"depositorEmail\":\"bench@journals.example\",\"filesPerSecond\":$1}}"
  if [ -z "$account" ]; then
    account=$(ask "$url/v1/registration-accounts" -H 'Content-Type: application/json' -d "$settings" |
      sed -n 's/^{"id":"\([^"]*\)".*/\1/p')
  else
    ask -o /dev/null -X PUT "$url/v1/registration-accounts/$account" -H 'Content-Type: application/json' \
      -H 'If-Match: *' -d "$settings"
  fi
}
pause() { ask -o /dev/null -X PUT "$url/v1/registration-accounts/$account/pause"; }
resume() { ask -o /dev/null -X DELETE "$url/v1/registration-accounts/$account/pause"; }

account $fastest
journals=$(ask "$url/v1/journals?limit=100" | grep -o '"self":"/v1/journals/[^"]*' | sed 's/.*journals.//')
# Nothing is sent before the runs, because the plan requires confirmation.
for journal in $journals; do
  ask -o /dev/null -X PUT "$url/v1/journals/$journal/registration-plans" -H 'Content-Type: application/json' \
    -H 'If-Match: *' -d "{\"items\":[{\"account\":\"$account\",\"mode\":\"confirm\",\"kinds\":[\"article\"]}]}"
done

count() { curl -sf "http://127.0.0.1:$registry_port/count" | cut -d' ' -f2; }
in_states() { # pattern: number of registrations in these states
  ask "$url/v1/registrations?limit=1" | sed 's/.*"facets"//; s/"code":\[.*//' |
    { grep -oE "\"value\":\"($1)\",\"count\":[0-9]+" || true; } | awk -F: '{ all += $NF } END { print all + 0 }'
}

run() { # journal: starts a run
  ask -o /dev/null "$url/v1/registration-runs" -H 'Content-Type: application/json' \
    -d "{\"journal\":\"$1\",\"target\":\"$target\"}"
}
are_running() { ask "$url/v1/registration-runs?limit=100" | grep -qE '"status":"(queued|running)"'; }

memory() { # MiB: the heap after a collection, and resident memory
  jcmd "$service" GC.run > /dev/null
  local full
  full=$(grep 'Pause Full (Diagnostic Command)' "$work/gc" | tail -n 1 | sed 's/.*->\([0-9]*\)M(.*/\1/')
  printf '%s/%s' "$full" "$(awk '/^VmRSS/ { printf "%d", $2 / 1024 }' "/proc/$service/status")"
}

deposits() { # name: starts runs of all journals and waits until all records are received
  local before began last=0 done idle=0 tenth=1
  before=$(count)
  began=$(date +%s%N)
  for journal in $journals; do run "$journal"; done
  printf '%s: heap after a collection/resident, MiB, by tenths:' "$1"
  while :; do
    done=$(($(count) - before))
    if [ "$tenth" -le 10 ] && [ "$tenth" -le $((done * 10 / articles)) ]; then
      printf ' %s' "$(memory)"
      tenth=$((tenth + 1))
      continue
    fi
    idle=$((done == last ? idle + 1 : 0))
    last=$done
    if [ "$done" -ge "$articles" ] || [ "$idle" -ge 10 ]; then
      if ! are_running && [ "$(in_states 'due|sending|unsure|submitted|retiring')" = 0 ]; then break; fi
      idle=0
    fi
    sleep 0.5
  done
  awk -v n="$done" -v s="$(($(date +%s%N) - began))" \
    'BEGIN { printf "\n  %d records in %.0f s, %.0f/s\n", n, s / 1e9, n / (s / 1e9) }'
}

deposits 'first deposits'
deposits 'again'
sed -n 's/.*->\([0-9]*\)M(.*/\1/p' "$work/gc" | sort -n | tail -n 1 | sed 's/.*/heap after any collection, at most: & MiB/'

ids=$(ask "$url/v1/articles?limit=100&view=public" | grep -o '"id":"[0-9a-f-]*"' | cut -d'"' -f4 | sort -u)
{ echo 'local ids = {'; printf '"%s",\n' $ids; echo '}'
  echo 'function request() return wrk.format("GET", "/v1/articles/" .. ids[math.random(#ids)]) end'; } > "$work/ids.lua"
slice() { # seconds: requests per second, and p99 in ms
  wrk -t1 -c16 -d"$1s" --timeout 30s --latency -s "$work/ids.lua" "$url" > "$work/wrk"
  awk '/^Requests\/sec:/ { rate = $2 } $1 == "99%" { p99 = $2 }
    END { ms = p99 + 0; if (p99 ~ /us$/) ms /= 1000; else if (p99 ~ /[0-9]s$/) ms *= 1000; print rate, ms }' "$work/wrk"
}
working() { # deposits, requests and p99 of a slice with registration running
  local before
  resume
  sleep 0.5
  before=$(count)
  slice "$seconds" > "$work/slice"
  echo "$(($(count) - before)) $(cat "$work/slice")" >> "$work/working"
  pause
}
paused() {
  sleep 0.5
  slice "$seconds" >> "$work/paused"
}
median() { # file, column
  cut -d' ' -f"$2" "$1" | sort -g | awk '{ all[NR] = $1 } END { print (all[int((NR + 1) / 2)] + all[int(NR / 2) + 1]) / 2 }'
}
reads() { # files per second, maximum deposits of a slice
  local pair needed=$(($2 * pairs))
  pause
  account "$1"
  for journal in $journals; do
    [ "$(in_states due)" -ge "$needed" ] && break
    run "$journal"
    while are_running; do sleep 1; done
  done
  rm -f "$work/working" "$work/paused"
  # Alternate the order of the pairs, so that a machine that slows down favours neither.
  for pair in $(seq "$pairs"); do
    if [ $((pair % 2)) = 1 ]; then working; paused; else paused; working; fi
  done
  printf 'reads, at most %d files per second: running' "$1"
  printf ' %.0f' $(cut -d' ' -f2 "$work/working")
  printf '; paused'
  printf ' %.0f' $(cut -d' ' -f1 "$work/paused")
  printf ' requests/s\n'
  awk -v w="$(median "$work/working" 2)" -v p="$(median "$work/paused" 1)" -v wl="$(median "$work/working" 3)" \
    -v pl="$(median "$work/paused" 2)" -v d="$(median "$work/working" 1)" -v s="$seconds" 'BEGIN {
      printf "  medians: %.0f and %.0f requests/s, %.1f %%; p99 %.1f and %.1f ms; %.0f deposits/s at the same time\n",
        w, p, 100 * w / p, wl, pl, d / s }'
}
slice $((seconds * 2)) > "$work/warm-up"
reads $usual $((usual * (seconds + 2)))
reads $fastest $((fastest / 2 * (seconds + 2)))
echo "system load: $(cut -d' ' -f1-3 /proc/loadavg); $(nproc) processors"
