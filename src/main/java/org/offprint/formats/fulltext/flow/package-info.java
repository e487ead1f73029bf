/** HTML writer that tracks which elements are permitted at the current position of the output. */
package org.offprint.formats.fulltext.flow;
