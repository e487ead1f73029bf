#!/usr/bin/env bash
# Trains the reference model and measures it on excluded sources: train-references.sh <data> <out> [number]
# <data> is a folder with references, jats, crossref-works and ror. The program must be packaged. Copy model.bin.gz and
# model.json from <out> to src/main/resources/references.
set -euo pipefail
cd "$(dirname "$0")/.."
classes=$(mktemp -d)
trap 'rm -rf "$classes"' EXIT
path="$classes:target/classes:target/quarkus-app/lib/main/*:target/quarkus-app/lib/boot/*"
javac -nowarn -proc:none -d "$classes" -cp "$path" bench/references/*.java
java -Xmx4g -cp "$path" org.offprint.references.model.TrainReferences "$1" "$2" "${3:-1}"
