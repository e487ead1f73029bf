#!/usr/bin/env bash
# Compiles a source of bench/inside into the package that it measures, and runs it over the compiled program and tests:
# inside.sh <source> <class> <arguments>
set -euo pipefail
source=$1 class=$2
shift 2
classes=$(mktemp -d)
trap 'rm -rf "$classes"' EXIT
# What tests need besides the program, such as JUnit, which ends them where there are no shared data.
tests=target/tests.classpath
[ "$tests" -nt pom.xml ] || ./mvnw -q -B -ntp dependency:build-classpath -Dmdep.outputFile="$tests"
path="$classes:target/classes:target/test-classes:target/quarkus-app/lib/main/*:target/quarkus-app/lib/boot/*:$(cat "$tests")"
javac -nowarn -proc:none -d "$classes" -cp "$path" "$source"
# The sizes of tests are those of the night.
java -Dnightly -cp "$path" "$class" "$@"
