# Sourced by scripts that measure a packaged service with the corpus. The scripts must set articles, heap, port and work.
# If OFFPRINT_BENCH_DATA names a directory, the corpus is loaded into it once and reused. The variable package can name the
# package of another version (a quarkus-app directory).
# All requests come from one client, which would exceed its rate limits.
export OFFPRINT_QUOTAS_SEARCH=1000000 OFFPRINT_QUOTAS_EXPORT=1000000 OFFPRINT_QUOTAS_WRITE=1000000 OFFPRINT_QUOTAS_SIGN_IN=1000000
data=${OFFPRINT_BENCH_DATA:-$work/data}
key=bench-key-0123456789-0123456789
url=http://127.0.0.1:$port

ask() { curl -sf -H "Authorization: Bearer $key" "$@"; }
member() { sed -n "s/.*\"$1\":\"\{0,1\}\([^\",}]*\).*/\1/p"; }
public_articles() { ask "$url/v1/articles?limit=1&view=public" | member total; }

start_service() { # sets service to the process id after the first response
  OFFPRINT_DATA_DIR=$data OFFPRINT_ADMIN_KEY=$key QUARKUS_HTTP_PORT=$port QUARKUS_HTTP_HOST=127.0.0.1 \
    java -Xmx"$heap" -jar "${package:-target/quarkus-app}/quarkus-run.jar" > "$work/log" 2>&1 &
  service=$!
  local began answer="no answer"
  began=$(date +%s%N)
  # An empty cluster must be filled before it returns lists.
  for _ in $(seq 2400); do curl -sf -o /dev/null "$url/v1/articles?limit=1" && answer="first answer" && break; sleep 0.05; done
  awk -v a="$began" -v b="$(date +%s%N)" -v answer="$answer" \
    'BEGIN { printf "%s after %.1f s, with the embedded database\n", answer, (b - a) / 1e9 }'
}

load_corpus() { # if there are no articles; returns when all articles are searchable
  [ "$(public_articles)" = 0 ] || return 0
  local began job
  java bench/Corpus.java "$articles" > "$work/corpus.jsonl.gz"
  began=$(date +%s)
  job=$(ask -D - -o /dev/null -H 'Content-Type: application/jsonl' -H 'Content-Encoding: gzip' \
    -T "$work/corpus.jsonl.gz" -X POST "$url/v1/imports?publish=true&format=jsonl" |
    tr -d '\r' | sed -n 's/^[Ll]ocation: //p')
  until ask "$url$job" | grep -qE '"status":"(done|failed|cancelled)"'; do sleep 2; done
  echo "import: $(($(date +%s) - began)) s; $(ask "$url$job")"
  until [ "$(public_articles)" -ge "$articles" ]; do sleep 1; done
  echo "searchable after $(($(date +%s) - began)) s"
}
