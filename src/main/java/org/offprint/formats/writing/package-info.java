/** Interfaces and types for export formats, such as published records, requirements and renderings. */
package org.offprint.formats.writing;
