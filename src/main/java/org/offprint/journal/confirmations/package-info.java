/** Confirmation of ORCID iDs by contributors: links and their results. */
package org.offprint.journal.confirmations;
