/** Reader and writer for RIS, the tagged format of reference managers. */
package org.offprint.formats.ris;
