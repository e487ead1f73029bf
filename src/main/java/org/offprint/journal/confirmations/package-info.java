/** Confirmation links for contributors' ORCID iDs, and the stored confirmations. */
package org.offprint.journal.confirmations;
