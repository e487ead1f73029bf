#!/usr/bin/env bash
# Measures links of printed affiliations to organizations, and writes each candidate into target/affiliation-matches.tsv:
#
#   bench/matching.sh <folder of JATS files> <ROR records, one a line, gzipped>
set -euo pipefail
cd "$(dirname "$0")/.."
exec bench/inside.sh bench/inside/AffiliationLinks.java org.offprint.search.embedded.AffiliationLinks "$@"
