/** Interfaces and types of an export format, such as published record, requirements and rendering. */
package org.offprint.formats.writing;
