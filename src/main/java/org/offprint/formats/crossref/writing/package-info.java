/** Writers for the parts of a Crossref deposit. */
package org.offprint.formats.crossref.writing;
