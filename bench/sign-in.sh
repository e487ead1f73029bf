#!/usr/bin/env bash
# Tests sign-in with Keycloak and Chromium: an editor signs in at /docs, receives rights, creates an article in Swagger UI and
# publishes it there. Run it manually or nightly, because the first start of Keycloak takes minutes. Requires the packaged
# service, curl, unzip, Node, playwright-core (NODE_PATH or the given folder) and Chromium.
#
#   ./mvnw -q package -DskipTests && bench/sign-in.sh [folder with keycloak-26.7.3 and node_modules = target/sign-in]
set -euo pipefail
cd "$(dirname "$0")/.."

version=26.7.3
folder=${1:-target/sign-in}
keycloak_port=18480
port=18481
key=bench-key-0123456789-0123456789
secret=a-secret-of-the-trial-0123456789
password=$(head -c 18 /dev/urandom | base64 | tr -d '+/=')
origin=http://127.0.0.1:$port
mkdir -p "$folder"
folder=$(cd "$folder" && pwd)
work=$(mktemp -d)
pids=()
trap 'kill "${pids[@]}" 2>/dev/null || true; wait 2>/dev/null || true; rm -rf "$work"' EXIT

if [ ! -d "$folder/keycloak-$version" ]; then
  ./mvnw -q -B -ntp org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy -Dmdep.stripVersion=false \
    -Dartifact=org.keycloak:keycloak-quarkus-dist:$version:zip -DoutputDirectory="$work"
  unzip -q "$work"/keycloak-quarkus-dist-$version.zip -d "$folder"
fi
if [ ! -d "$folder/node_modules/playwright-core" ]; then
  npm --prefix "$folder" --silent install playwright-core@1.65.1
fi

keycloak=$folder/keycloak-$version
mkdir -p "$keycloak/data/import"
cat > "$keycloak/data/import/journals-realm.json" <<REALM
{
  "realm": "journals", "enabled": true, "sslRequired": "none",
  "clients": [{
    "clientId": "offprint", "secret": "$secret", "publicClient": false, "protocol": "openid-connect",
    "standardFlowEnabled": true, "directAccessGrantsEnabled": false, "redirectUris": ["$origin/sign-in/done"],
    "attributes": {"pkce.code.challenge.method": "S256"}
  }],
  "users": [{
    "username": "ines", "enabled": true, "firstName": "Ines", "lastName": "Moreau", "email": "ines@journal.example",
    "emailVerified": true, "credentials": [{"type": "password", "value": "$password"}]
  }]
}
REALM
rm -rf "$keycloak/data/h2" # an existing realm is not imported again
KC_BOOTSTRAP_ADMIN_USERNAME=admin KC_BOOTSTRAP_ADMIN_PASSWORD=$password "$keycloak/bin/kc.sh" start-dev \
  --http-host 127.0.0.1 --http-port $keycloak_port --import-realm --cache=local > "$work/keycloak.log" 2>&1 &
pids+=($!)

# The service can start before the provider.
OFFPRINT_DATA_DIR=$work/data OFFPRINT_ADMIN_KEY=$key OFFPRINT_SAMPLE_DATA=true OFFPRINT_PUBLIC_URL=$origin \
  OFFPRINT_SIGN_IN_PROVIDER=http://127.0.0.1:$keycloak_port/realms/journals OFFPRINT_SIGN_IN_CLIENT_ID=offprint \
  OFFPRINT_SIGN_IN_CLIENT_SECRET=$secret QUARKUS_HTTP_PORT=$port \
  java -jar target/quarkus-app/quarkus-run.jar > "$work/service.log" 2>&1 &
pids+=($!)
for _ in $(seq 240); do curl -sf -o /dev/null $origin/v1/journals && break; sleep 0.5; done
echo "without the provider, sign-in returns $(curl -s -o /dev/null -w '%{http_code}' $origin/sign-in)"
for _ in $(seq 600); do
  curl -sf -o /dev/null http://127.0.0.1:$keycloak_port/realms/journals/.well-known/openid-configuration && break
  sleep 1
done

NODE_PATH=$folder/node_modules PASSWORD=$password ADMIN_KEY=$key ORIGIN=$origin \
  node bench/sign-in.cjs "$folder/pictures" || { tail -n 20 "$work/service.log"; exit 1; }
