#!/usr/bin/env bash
# How many records a second one core writes in each format; prints a table. Takes three minutes.
set -euo pipefail
cd "$(dirname "$0")/.."
[ -d target/quarkus-app ] || ./mvnw -q package -DskipTests
exec taskset -c 0 java -XX:+UseSerialGC -cp 'target/quarkus-app/lib/main/*:target/quarkus-app/app/*' \
  bench/Formats.java src/test/resources/formats/records/full.json
