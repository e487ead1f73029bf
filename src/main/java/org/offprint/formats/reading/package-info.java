/** Interfaces and types of an import format, such as file detection, record source and import record. */
package org.offprint.formats.reading;
