/** The change feed, with readers who wait for the next change. */
package org.offprint.api.changes;
