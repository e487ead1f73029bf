/** Everything that is published, in one file. */
package org.offprint.harvest.bulk;
