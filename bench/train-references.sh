#!/usr/bin/env bash
# Trains the model of references and measures it on sources that are left out: train-references.sh <data> <out> [number]
# Data are a folder with references, jats, crossref-works and ror; the program must be packaged. What is written to <out>
# becomes src/main/resources/references: model.bin.gz and model.json.
set -euo pipefail
cd "$(dirname "$0")/.."
classes=$(mktemp -d)
trap 'rm -rf "$classes"' EXIT
path="$classes:target/classes:target/quarkus-app/lib/main/*:target/quarkus-app/lib/boot/*"
javac -nowarn -proc:none -d "$classes" -cp "$path" bench/references/*.java
java -Xmx4g -cp "$path" org.offprint.references.TrainReferences "$1" "$2" "${3:-1}"
