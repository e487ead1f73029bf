/** Reads works in the JSON of the Crossref REST API. */
package org.offprint.formats.crossrefworks;
