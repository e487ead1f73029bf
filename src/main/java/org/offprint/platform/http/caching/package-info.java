/** Entity tags, conditional requests, compression and cache policies. */
package org.offprint.platform.http.caching;
