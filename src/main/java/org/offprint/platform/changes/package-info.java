/** Change log, write transactions, and the loop that runs change log followers. */
package org.offprint.platform.changes;
