/** The backup of the whole store. */
package org.offprint.api.backup;
