/** Readers for EndNote XML and for the tagged Refer format. */
package org.offprint.formats.endnote;
