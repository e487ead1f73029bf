/** Writes DataCite's metadata schema. */
package org.offprint.formats.datacite;
