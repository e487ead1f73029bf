#!/usr/bin/env bash
# Tests all steps from a new account to a registered DOI in Chromium. An administrator opens /docs, enters the key, and follows
# docs/registration.md in Swagger UI with the unchanged examples. At the end, an article is registered with a local service
# that behaves like Crossref. Takes two minutes, including one minute until the result is requested. Requires the packaged
# service, curl, Node, playwright-core (NODE_PATH or the given folder) and Chromium.
#
#   ./mvnw -q package -DskipTests && bench/register.sh [folder with node_modules = target/sign-in]
set -euo pipefail
cd "$(dirname "$0")/.."

folder=${1:-target/sign-in}
port=${OFFPRINT_BENCH_PORT:-18490}
registry_port=$((port + 1))
key=bench-key-0123456789-0123456789
origin=http://127.0.0.1:$port
registry_url=http://127.0.0.1:$registry_port
mkdir -p "$folder"
folder=$(cd "$folder" && pwd)
work=$(mktemp -d)
pids=()
trap 'kill "${pids[@]}" 2>/dev/null || true; wait 2>/dev/null || true; rm -rf "$work"' EXIT

if [ ! -d "$folder/node_modules/playwright-core" ]; then
  npm --prefix "$folder" --silent install playwright-core@1.65.1
fi

java bench/Registry.java $registry_port > "$work/registry.log" 2>&1 &
pids+=($!)
OFFPRINT_SECRETS_KEY=$(head -c 32 /dev/urandom | base64)
export OFFPRINT_SECRETS_KEY
OFFPRINT_DATA_DIR=$work/data OFFPRINT_ADMIN_KEY=$key OFFPRINT_SAMPLE_DATA=true OFFPRINT_PUBLIC_URL=$origin \
  OFFPRINT_REGISTRATION_ALLOW_ANY_HOST=true QUARKUS_HTTP_PORT=$port \
  java -jar target/quarkus-app/quarkus-run.jar > "$work/service.log" 2>&1 &
pids+=($!)
for _ in $(seq 240); do
  curl -sf -o /dev/null "$registry_url/count" && curl -sf -o /dev/null $origin/v1/journals && break
  sleep 0.5
done

NODE_PATH=${NODE_PATH:-$folder/node_modules} ADMIN_KEY=$key ORIGIN=$origin REGISTRY=$registry_url \
  node bench/register.cjs "$folder/pictures" || { tail -n 20 "$work/service.log"; exit 1; }
