#!/usr/bin/env bash
# Measures the effect of real full texts on the search index:
#
#   bench/texts.sh <empty directory> <times>
#
# Each article is written the given number of times, with different keys.
set -euo pipefail
cd "$(dirname "$0")/.."
exec bench/inside.sh bench/inside/TextsInIndex.java org.offprint.search.embedded.index.TextsInIndex "$@"
