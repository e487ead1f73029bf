/** Writes MARC 21 in MARCXML. */
package org.offprint.formats.marc;
