/** Rate limits per client and class of operations, counted in memory on each node. */
package org.offprint.platform.http.quotas;
