# Compares a setting switched on and off, for bench/usage.sh and bench/doors.sh. Two services of each side run at the same
# time, each with its own store and database. They are measured alternately for a few seconds, so that variations of the
# machine affect all of them equally. The difference between two services of the same side is the noise: a difference between
# the sides is significant only if it is larger.
#
# With `one`, all four services are the same process, and a request header selects the side. The remaining noise is the
# variation of the machine over time.
#
# Sourced by scripts that have set $seconds, $rounds, $port (of the first of four), $work and $key.

declare -A pids
stop() {
  local each
  for each in "${pids[@]}"; do kill "$each" 2> /dev/null || true; done
  wait 2> /dev/null || true
  pids=()
}
trap 'stop; rm -rf "$work"' EXIT

declare -A extra # additional request header of a service, if any
declare -A ports=([with-1]=$port [without-1]=$((port + 1)) [with-2]=$((port + 2)) [without-2]=$((port + 3)))

start() { # service, settings as NAME=value…
  local service=$1
  shift
  env OFFPRINT_DATA_DIR="$work/$service" OFFPRINT_ADMIN_KEY="$key" OFFPRINT_SAMPLE_DATA=true \
    QUARKUS_HTTP_PORT="${ports[$service]}" "$@" \
    java -Xmx512m -jar target/quarkus-app/quarkus-run.jar > "$work/$service.log" 2>&1 &
  pids[$service]=$!
  for _ in $(seq 240); do
    curl -sf -o /dev/null "$(at "$service")/v1/articles?limit=1" && return
    sleep 0.5
  done
  echo "The service $service did not start" >&2
  exit 1
}

one() { # settings as NAME=value…: starts one service that is used as all four
  start with-1 "$@"
  local service
  for service in without-1 with-2 without-2; do
    ports[$service]=${ports[with-1]}
    pids[$service]=${pids[with-1]}
    ln -sfn with-1 "$work/$service"
  done
}

at() { echo "http://127.0.0.1:${ports[$1]}"; }

processor() { # processor time of a service and its database, in hundredths of a second
  local database
  database=$(head -n 1 "$work/$1/data/postmaster.pid")
  { cat /proc/[0-9]*/stat 2> /dev/null || true; } | awk -v s="${pids[$1]}" -v d="$database" '{
    sub(/^[0-9]+ \(.*\) /, $1 " "); if ($1 == s) sum += $13 + $14
    if ($1 == d || $3 == d) sum += $13 + $14 + ($1 == d ? $15 + $16 : 0) } END { print sum }'
}

slice() { # service, path, arguments of wrk…: requests per second, microseconds of processor time per request
  local service=$1 path=$2 before
  shift 2
  [ -z "${extra[$service]:-}" ] || set -- -H "${extra[$service]}" "$@"
  # Scripts of wrk add this header themselves, because their requests contain only the headers that the script sets.
  export EXTRA_HEADER=${extra[$service]:-}
  before=$(processor "$service")
  wrk -t1 -c16 -d"${seconds}s" --timeout 30s "$@" "$(at "$service")$path" > "$work/wrk"
  grep 'Non-2xx' "$work/wrk" >&2 || true
  sleep "${rest:-0}" # time to write buffered events, so that the next service can use all processors
  awk -v a="$before" -v b="$(processor "$service")" '/ requests in / { n = $1 } /^Requests\/sec/ { r = $2 }
    END { printf "%.1f %.3f\n", r, (b - a) * 10000 / n }' "$work/wrk"
}

turns() { # description, path, arguments of wrk…: prints the medians of both sides and of their ratios, round by round
  local what=$1 path=$2 service round
  shift 2
  for service in with-1 without-1 with-2 without-2; do
    for _ in 1 2 3; do slice "$service" "$path" "$@" > /dev/null; done
  done
  : > "$work/turns"
  for round in $(seq "$rounds"); do
    # The two pairs of a round have opposite orders, so that neither side is always measured first in its pair.
    for service in with-1 without-1 without-2 with-2; do
      echo "$round $service $(slice "$service" "$path" "$@")" >> "$work/turns"
    done
  done
  compare "$what" requests/s %9.0f
}

compare() { # description, unit of the first value, its format: prints the medians of both sides of $work/turns
  awk -v what="$1" -v unit="$2" -v f="$3" '
    function median(values, n,    i, j, t) {
      for (i = 2; i <= n; i++) for (j = i; j > 1 && values[j - 1] > values[j]; j--) { t = values[j]; values[j] = values[j - 1]; values[j - 1] = t }
      lower = values[int((n + 3) / 4)]; upper = values[int((3 * n + 1) / 4)]
      return n % 2 ? values[(n + 1) / 2] : (values[n / 2] + values[n / 2 + 1]) / 2
    }
    { rate[$1, $2] = $3; time[$1, $2] = $4; if ($1 > n) n = $1 }
    END {
      for (r = 1; r <= n; r++) {
        with[r] = (rate[r, "with-1"] + rate[r, "with-2"]) / 2
        without[r] = (rate[r, "without-1"] + rate[r, "without-2"]) / 2
        ratio[r] = 100 * with[r] / without[r]
        own[r] = 100 * rate[r, "with-1"] / rate[r, "with-2"]
        other[r] = 100 * rate[r, "without-1"] / rate[r, "without-2"]
        cost[r] = (time[r, "with-1"] + time[r, "with-2"]) / 2
        free[r] = (time[r, "without-1"] + time[r, "without-2"]) / 2
        more[r] = cost[r] - free[r]
      }
      m = median(ratio, n); l = lower; u = upper
      printf "%-34s with " f ", without " f " %s: %.1f %% (half of the rounds %.1f to %.1f)\n", what, median(with, n), median(without, n), unit, m, l, u
      printf "%-34s noise: services with differ by %.1f %%, services without by %.1f %%\n", "", abs(median(own, n) - 100), abs(median(other, n) - 100)
      m = median(more, n); l = lower; u = upper
      printf "%-34s with %9.2f, without %9.2f µs of processor time per request: %+.2f (half of the rounds %+.2f to %+.2f)\n", "", median(cost, n), median(free, n), m, l, u
    }
    function abs(v) { return v < 0 ? -v : v }' "$work/turns"
}

paced() { # description, requests per second, paths, agents: requests at this rate alternately, and compares response times
  local what=$1 perSecond=$2 service round before
  : > "$work/paced"
  # The first round warms up.
  for round in $(seq 0 "$rounds"); do
    for service in with-1 without-1 without-2 with-2; do
      before=$(processor "$service")
      java bench/Rate.java "$(at "$service")" "$3" "$perSecond" "$seconds" "$4" \
        ${extra[$service]:+"${extra[$service]}"} > "$work/rate"
      sleep "${rest:-0}"
      # The warm-up sends half as many requests.
      awk -v round="$round" -v service="$service" -v c="$(($(processor "$service") - before))" \
        -v n="$((perSecond * seconds * 3 / 2))" 'round { print round, service, $3, $9, c * 10000 / n, $(NF - 1) }' \
        "$work/rate" >> "$work/paced"
    done
  done
  awk '{ print $1, $2, $3, $5 }' "$work/paced" > "$work/turns"
  compare "$what, median" ms %9.2f
  awk '{ print $1, $2, $4, $5 }' "$work/paced" > "$work/turns"
  compare "$what, p99" ms %9.2f
  awk '{ failed += $6 } END { if (failed) print failed " requests failed" }' "$work/paced"
}
