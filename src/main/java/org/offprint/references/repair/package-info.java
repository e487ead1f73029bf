/** Converts labelled tokens to parts of a reference and corrects the parts by rules. */
package org.offprint.references.repair;
