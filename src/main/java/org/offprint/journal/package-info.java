/** Journals, issues, affiliations and articles, and their publication. */
package org.offprint.journal;
