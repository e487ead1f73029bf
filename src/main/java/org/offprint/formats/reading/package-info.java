/** The types that a format to import implements: a file's head, a source of records, a record. */
package org.offprint.formats.reading;
