/** Pagination cursors, page links and serialization of pages. */
package org.offprint.platform.http.paging;
