/** Reads JSON lines in the format that Offprint exports. */
package org.offprint.formats.jsonlines;
