/** Change log, write transactions, and the loop that runs all followers of the change log. */
package org.offprint.platform.changes;
