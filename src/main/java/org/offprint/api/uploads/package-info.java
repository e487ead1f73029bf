/** Bodies of any size: files in them, one after another, and clients that hardly send. */
package org.offprint.api.uploads;
