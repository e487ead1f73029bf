/** Interfaces and types for export formats, such as published record, requirements and rendering. */
package org.offprint.formats.writing;
