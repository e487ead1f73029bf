/** Organizations: the record that editors keep, merges of what is one organization, and parents and successors. */
package org.offprint.affiliations;
