/** RIS, the tagged lines of reference managers: reader and writer. */
package org.offprint.formats.ris;
