/** Index records, which are built from published documents, working copies, journals, issues and affiliations. */
package org.offprint.search.feed;
