/** Confirmation links for ORCID iDs of contributors, and the stored confirmations. */
package org.offprint.journal.confirmations;
