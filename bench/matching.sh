#!/usr/bin/env bash
# Measures links of printed affiliations to organizations, and writes all candidates to target/affiliation-matches.tsv:
#
#   bench/matching.sh <folder of JATS files> <gzipped ROR records, one per line> <gzipped Crossref works, one per line> \
#     [labelled affiliations: text, tab, ROR ids]
set -euo pipefail
cd "$(dirname "$0")/.."
exec bench/inside.sh bench/inside/AffiliationLinks.java org.offprint.search.embedded.AffiliationLinks "$@"
