#!/usr/bin/env bash
# Measures the download rate of a file of 10 MB and one of 1 GB, as a ratio to nginx with sendfile in the same run. Then
# measures the heap and the response time for another reader while many slow clients download the large file. Requires wrk,
# curl, nginx and the packaged service.
#
#   ./mvnw -q package -DskipTests && bench/files.sh [megabytes=1000] [slow readers=200] [seconds=8]
set -euo pipefail
# All requests come from one client, which would exceed its rate limits.
export OFFPRINT_QUOTAS_SEARCH=1000000 OFFPRINT_QUOTAS_EXPORT=1000000 OFFPRINT_QUOTAS_WRITE=1000000 OFFPRINT_QUOTAS_SIGN_IN=1000000
cd "$(dirname "$0")/.."

megabytes=${1:-1000}
readers=${2:-200}
seconds=${3:-8}
port=18180
nginx_port=18181
work=$(mktemp -d)
key=bench-key-0123456789-0123456789
service=http://127.0.0.1:$port
pids=()
trap 'kill "${pids[@]}" 2>/dev/null || true; wait 2>/dev/null || true; rm -rf "$work"' EXIT

OFFPRINT_DATA_DIR=$work/data OFFPRINT_ADMIN_KEY=$key QUARKUS_HTTP_PORT=$port QUARKUS_HTTP_HOST=127.0.0.1 \
  java -Xmx512m -jar target/quarkus-app/quarkus-run.jar > "$work/log" 2>&1 &
pids+=($!)
java=$!
for _ in $(seq 120); do curl -sf -o /dev/null "$service/v1/journals" && break; sleep 0.5; done

send() { # method path body…
  curl -sf -X "$1" "$service/v1/$2" -H "Authorization: Bearer $key" "${@:3}"
}
made() { sed -n 's/^{"id":"\([^"]*\)".*/\1/p'; }

journal=$(send POST journals -H 'Content-Type: application/json' -d '{"title":"Bench","language":"en"}' | made)
article=$(send POST articles -H 'Content-Type: application/json' \
  -d "{\"journal\":\"$journal\",\"type\":\"research-article\",\"language\":\"en\",\"title\":\"Bench\"}" | made)

mkdir "$work/www"
# Plain text, so that file type detection accepts it. The same content on every machine.
yes 'A line of numbers: 0123456789, 9876543210, and so on to the end of the file.' | head -c 10000000 > "$work/www/small.txt" || true
yes 'A line of numbers: 0123456789, 9876543210, and so on to the end of the file.' | head -c "${megabytes}000000" > "$work/www/large.txt" || true
for file in small large; do
  begun=$(date +%s%N)
  send PUT "articles/$article/files/$file.txt" -H 'If-None-Match: *' -H 'Content-Type: text/plain' -T "$work/www/$file.txt" > /dev/null
  awk -v b="$begun" -v e="$(date +%s%N)" -v n="$(stat -c %s "$work/www/$file.txt")" -v f="$file" \
    'BEGIN { printf "%-46s %8.0f MB/s\n", "upload of the " f " file by PUT", n / 1e6 / ((e - b) / 1e9) }'
done
send PUT "articles/$article/publication" -H 'If-Match: *' -H 'Content-Type: application/json' -d '{}' > /dev/null
small=$service/v1/articles/$article/versions/1/files/small.txt
large=$service/v1/articles/$article/versions/1/files/large.txt

# Only the owner can read the temporary directory, so nginx must run as the same user.
user=$([ "$(id -u)" = 0 ] && echo 'user root;' || true)
cat > "$work/nginx.conf" <<CONF
$user worker_processes auto; daemon off; pid $work/nginx.pid; error_log $work/nginx.log;
events { worker_connections 1024; }
http { access_log off; sendfile on; tcp_nopush on; default_type text/plain;
  client_body_temp_path $work/t1; proxy_temp_path $work/t2; fastcgi_temp_path $work/t3; uwsgi_temp_path $work/t4;
  scgi_temp_path $work/t5; server { listen 127.0.0.1:$nginx_port; root $work/www; } }
CONF
nginx -c "$work/nginx.conf" 2> /dev/null &
pids+=($!)
for _ in $(seq 20); do curl -sf -o /dev/null -r 0-0 "http://127.0.0.1:$nginx_port/small.txt" && break; sleep 0.2; done

many() { # url: megabytes per second with 16 connections, after a warm-up
  wrk -t1 -c16 -d2s --timeout 30s "$1" > /dev/null
  wrk -t1 -c16 -d"${seconds}s" --timeout 30s "$1" | awk '/Requests\/sec/ { printf "%.0f", $2 * 10 }'
}
one() { # url: megabytes per second, best of three
  for _ in 1 2 3; do curl -sf -o /dev/null -w '%{speed_download}\n' "$1"; done | sort -n | tail -1 | awk '{ printf "%.0f", $1 / 1e6 }'
}
row() { # name, service, nginx
  awk -v n="$1" -v a="$2" -v b="$3" 'BEGIN { printf "%-46s %8d MB/s   nginx %8d MB/s   %3.0f %%\n", n, a, b, 100 * a / b }'
}
row "10 MB, 16 connections" "$(many "$small")" "$(many "http://127.0.0.1:$nginx_port/small.txt")"
row "$megabytes MB, one connection" "$(one "$large")" "$(one "http://127.0.0.1:$nginx_port/large.txt")"

heap() { # MiB in use, including garbage
  jcmd "$java" GC.heap_info | awk '/Metaspace/ { exit } match($0, /used [0-9]+K/) { s += substr($0, RSTART + 5, RLENGTH - 6) }
    END { printf "%.0f", s / 1024 }'
}
resident() { awk '/VmRSS/ { printf "%.0f", $2 / 1024 }' "/proc/$java/status"; }
threads() { awk '/Threads/ { print $2 }' "/proc/$java/status"; }
latency() { wrk -t1 -c1 -d"${seconds}s" --latency "$service/v1/articles/$article" | sed -n 's/^ *99% *//p'; }
echo "before: heap $(heap) MiB, resident $(resident) MiB, $(threads) threads, an article p99 $(latency)"
# The rate is low enough for the downloads to last until the end of the measurement.
for _ in $(seq "$readers"); do
  curl -sf -o /dev/null --limit-rate 200k "$large" &
  pids+=($!)
done
sleep 3
echo "$readers slow readers: heap $(heap) MiB, resident $(resident) MiB, $(threads) threads, an article p99 $(latency)"
most=0
for _ in $(seq "$seconds"); do now=$(heap); [ "$now" -le "$most" ] || most=$now; sleep 1; done
running=$(jobs -rp | wc -l)
echo "after another ${seconds} s: maximum heap $most MiB, $((running - 2)) of $readers are still reading"
