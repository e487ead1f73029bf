/** Storage of rendered full texts, and selection of their source files. */
package org.offprint.formats.fulltext.stored;
