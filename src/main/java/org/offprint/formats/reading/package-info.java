/** Interfaces and types for import formats, such as import records, embedded files and unmapped values. */
package org.offprint.formats.reading;
