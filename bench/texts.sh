#!/usr/bin/env bash
# Measures what the texts of real articles add to the search index:
#
#   bench/texts.sh <empty directory> <times>
#
# Each article is written so many times, with another key.
set -euo pipefail
cd "$(dirname "$0")/.."
exec bench/inside.sh bench/inside/TextsInIndex.java org.offprint.search.embedded.index.TextsInIndex "$@"
