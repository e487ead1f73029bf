/** Confirmations of ORCID iDs: links that editors make, and the pages on which contributors confirm. */
package org.offprint.api.confirmations;
