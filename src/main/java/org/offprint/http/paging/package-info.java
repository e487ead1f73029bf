/** Cursors, links between pages, and the writing of a page. */
package org.offprint.http.paging;
