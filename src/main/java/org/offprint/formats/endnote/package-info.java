/** Reads EndNote XML and the tagged Refer format. */
package org.offprint.formats.endnote;
