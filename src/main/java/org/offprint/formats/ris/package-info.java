/** Reads and writes RIS, the tagged format of reference managers. */
package org.offprint.formats.ris;
