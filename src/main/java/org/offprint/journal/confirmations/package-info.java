/** Confirmation links for ORCID iDs of contributors, and the results of the confirmations. */
package org.offprint.journal.confirmations;
