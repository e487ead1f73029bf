/** Organizations with their parents and successors, and merges of duplicate records. */
package org.offprint.journal.affiliations;
