/** Interfaces and types for import formats, such as format detection, record source and import record. */
package org.offprint.formats.reading;
