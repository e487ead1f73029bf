# Compares two sides of a setting, for bench/usage.sh and bench/doors.sh: two services of each side run at the same time,
# each with a store and database of its own, and are asked in turns of a few seconds, so that all of them get the same
# machine, however it varies. Two of a side differ by what two programs differ by that are the same; a difference of
# sides that is not larger is none.
#
# With `one` four of them are the same process, asked with one header or another that the setting hangs on: what is left
# of differences between programs that are the same is that of the machine in time.
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

declare -A extra # of a service: a header of its requests, if they have one more
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

one() { # settings as NAME=value…: starts one service, which is all four
  start with-1 "$@"
  local service
  for service in without-1 with-2 without-2; do
    ports[$service]=${ports[with-1]}
    pids[$service]=${pids[with-1]}
    ln -sfn with-1 "$work/$service"
  done
}

at() { echo "http://127.0.0.1:${ports[$1]}"; }

processor() { # hundredths of a second of a service and its database
  local database
  database=$(head -n 1 "$work/$1/data/postmaster.pid")
  { cat /proc/[0-9]*/stat 2> /dev/null || true; } | awk -v s="${pids[$1]}" -v d="$database" '{
    sub(/^[0-9]+ \(.*\) /, $1 " "); if ($1 == s) sum += $13 + $14
    if ($1 == d || $3 == d) sum += $13 + $14 + ($1 == d ? $15 + $16 : 0) } END { print sum }'
}

slice() { # service, path, wrk's arguments…: requests a second, microseconds of a processor by request
  local service=$1 path=$2 before
  shift 2
  [ -z "${extra[$service]:-}" ] || set -- -H "${extra[$service]}" "$@"
  # For scripts, whose requests have no headers but their own.
  export EXTRA_HEADER=${extra[$service]:-}
  before=$(processor "$service")
  wrk -t1 -c16 -d"${seconds}s" --timeout 30s "$@" "$(at "$service")$path" > "$work/wrk"
  grep 'Non-2xx' "$work/wrk" >&2 || true
  sleep "${rest:-0}" # in which what was noted is written, so that the next service has the processors for itself
  awk -v a="$before" -v b="$(processor "$service")" '/ requests in / { n = $1 } /^Requests\/sec/ { r = $2 }
    END { printf "%.1f %.3f\n", r, (b - a) * 10000 / n }' "$work/wrk"
}

turns() { # what, path, wrk's arguments…: prints the medians of both sides and of their ratios, round by round
  local what=$1 path=$2 service round
  shift 2
  for service in with-1 without-1 with-2 without-2; do
    for _ in 1 2 3; do slice "$service" "$path" "$@" > /dev/null; done
  done
  : > "$work/turns"
  for round in $(seq "$rounds"); do
    # There and back, so that none is always asked after the same one.
    for service in with-1 without-1 without-2 with-2; do
      echo "$round $service $(slice "$service" "$path" "$@")" >> "$work/turns"
    done
  done
  compare "$what" requests/s %9.0f
}

compare() { # what, unit of the first figure, how it is printed: prints the medians of both sides of $work/turns
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
      printf "%-34s two with differ by %.1f %%, two without by %.1f %%\n", "", abs(median(own, n) - 100), abs(median(other, n) - 100)
      m = median(more, n); l = lower; u = upper
      printf "%-34s with %9.2f, without %9.2f µs of a processor by request: %+.2f (half of the rounds %+.2f to %+.2f)\n", "", median(cost, n), median(free, n), m, l, u
    }
    function abs(v) { return v < 0 ? -v : v }' "$work/turns"
}

paced() { # what, requests a second, paths, agents: asks at that rate in turns, and compares the time of an answer
  local what=$1 perSecond=$2 service round before
  : > "$work/paced"
  # The first round warms up.
  for round in $(seq 0 "$rounds"); do
    for service in with-1 without-1 without-2 with-2; do
      before=$(processor "$service")
      java bench/Rate.java "$(at "$service")" "$3" "$perSecond" "$seconds" "$4" \
        ${extra[$service]:+"${extra[$service]}"} > "$work/rate"
      sleep "${rest:-0}"
      # Half as many before those that are measured.
      awk -v round="$round" -v service="$service" -v c="$(($(processor "$service") - before))" \
        -v n="$((perSecond * seconds * 3 / 2))" 'round { print round, service, $3, $9, c * 10000 / n, $(NF - 1) }' \
        "$work/rate" >> "$work/paced"
    done
  done
  awk '{ print $1, $2, $3, $5 }' "$work/paced" > "$work/turns"
  compare "$what, median" ms %9.2f
  awk '{ print $1, $2, $4, $5 }' "$work/paced" > "$work/turns"
  compare "$what, p99" ms %9.2f
  awk '{ failed += $6 } END { if (failed) print failed " answers failed" }' "$work/paced"
}
