/** The records that an index holds, made of published documents, working copies, journals, issues and affiliations. */
package org.offprint.search.feed;
