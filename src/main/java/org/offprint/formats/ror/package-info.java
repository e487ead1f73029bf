/** Reads the data of ROR, the Research Organization Registry. */
package org.offprint.formats.ror;
