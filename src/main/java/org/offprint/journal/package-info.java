/** The journal's records and their publication: journals, issues, affiliations and articles. */
package org.offprint.journal;
