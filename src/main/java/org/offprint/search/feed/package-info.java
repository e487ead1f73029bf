/** Index records, built from published documents, working copies, journals, issues and affiliations. */
package org.offprint.search.feed;
