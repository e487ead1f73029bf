/** Interfaces and types of an export format: published record, requirements and rendering. */
package org.offprint.formats.writing;
