/** HTML writer that tracks which elements are permitted at the current position. */
package org.offprint.formats.fulltext.flow;
