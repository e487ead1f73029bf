/** Reader for Crossref deposits and for the UNIXREF records that Crossref returns. */
package org.offprint.formats.crossref.reading;
