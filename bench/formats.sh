#!/usr/bin/env bash
# Prints a table of the number of records per second that one core writes in each format. Takes three minutes.
set -euo pipefail
cd "$(dirname "$0")/.."
[ -d target/quarkus-app ] || ./mvnw -q package -DskipTests
exec taskset -c 0 java -XX:+UseSerialGC -cp 'target/quarkus-app/lib/main/*:target/quarkus-app/app/*' \
  bench/Formats.java src/test/resources/formats/records/full.json
