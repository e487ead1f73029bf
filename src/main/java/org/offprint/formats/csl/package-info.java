/** Reads and writes CSL-JSON, the format of citation processors. */
package org.offprint.formats.csl;
