/** The records that a change of the log has written anew, for every index. */
package org.offprint.search.updates;
