#!/usr/bin/env bash
# Measures the search index without a service, on generated articles:
#
#   bench/index.sh <articles> <directory>
#
# The directory is kept, and reused if it contains an index.
set -euo pipefail
cd "$(dirname "$0")/.."
exec bench/inside.sh bench/inside/IndexAlone.java org.offprint.search.embedded.index.IndexAlone "$@"
