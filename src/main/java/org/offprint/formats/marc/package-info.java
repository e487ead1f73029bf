/** Writer for MARC 21 as MARCXML. */
package org.offprint.formats.marc;
