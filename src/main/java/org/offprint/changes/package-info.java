/** The change log, the transaction of every write, and the loop that followers of the log share. */
package org.offprint.changes;
