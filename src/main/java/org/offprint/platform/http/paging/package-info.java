/** Cursors, page links and streaming page output. */
package org.offprint.platform.http.paging;
