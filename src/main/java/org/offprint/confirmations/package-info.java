/** Confirmations of ORCID iDs by their holders: links for contributors, and what became of them. */
package org.offprint.confirmations;
