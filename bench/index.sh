#!/usr/bin/env bash
# Measures the search index alone, without a service, on made-up articles:
#
#   bench/index.sh <articles> <directory>
#
# The directory is kept, and used again where it holds an index.
set -euo pipefail
cd "$(dirname "$0")/.."
exec bench/inside.sh bench/inside/IndexAlone.java org.offprint.search.embedded.index.IndexAlone "$@"
