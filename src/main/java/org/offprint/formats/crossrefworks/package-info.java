/** Reader for works in the JSON format of the Crossref REST API. */
package org.offprint.formats.crossrefworks;
