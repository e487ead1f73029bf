/** Reads works as the REST API of Crossref returns them. */
package org.offprint.formats.crossrefworks;
