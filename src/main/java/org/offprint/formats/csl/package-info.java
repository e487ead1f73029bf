/** CSL-JSON, the format of citation processors: reader and writer. */
package org.offprint.formats.csl;
