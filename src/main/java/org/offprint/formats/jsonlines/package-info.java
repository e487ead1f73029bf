/** Reads this service's own JSON lines. */
package org.offprint.formats.jsonlines;
