/** Affiliations over HTTP: lists, records, merges, and matching of printed texts. */
package org.offprint.api.affiliations;
