/** Writer for the DataCite metadata schema. */
package org.offprint.formats.datacite;
