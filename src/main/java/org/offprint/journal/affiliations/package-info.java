/** Organizations: editable records, merges of duplicate organizations, parents and successors. */
package org.offprint.journal.affiliations;
