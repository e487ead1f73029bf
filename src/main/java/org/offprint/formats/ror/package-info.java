/** Reader for the data dump of ROR, the Research Organization Registry. */
package org.offprint.formats.ror;
