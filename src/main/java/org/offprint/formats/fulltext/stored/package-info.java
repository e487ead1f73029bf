/** Cache of rendered full texts, which selects the source file of each stored article. */
package org.offprint.formats.fulltext.stored;
