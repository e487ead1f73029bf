#!/usr/bin/env bash
# Compiles a source of bench/inside into the package that it measures, and runs it with the compiled program and tests:
# inside.sh <source> <class> <arguments>
set -euo pipefail
source=$1 class=$2
shift 2
classes=$(mktemp -d)
trap 'rm -rf "$classes"' EXIT
# Test libraries, for example JUnit, whose assumptions end the run if the shared data are missing.
tests=target/tests.classpath
[ "$tests" -nt pom.xml ] || ./mvnw -q -B -ntp dependency:build-classpath -Dmdep.outputFile="$tests"
path="$classes:target/classes:target/test-classes:target/quarkus-app/lib/main/*:target/quarkus-app/lib/boot/*:$(cat "$tests")"
javac -nowarn -proc:none -d "$classes" -cp "$path" "$source"
# Use the sizes of the nightly tests.
java -Dnightly -cp "$path" "$class" "$@"
