/** Cache of rendered full texts, which selects the source of each stored article. */
package org.offprint.formats.fulltext.stored;
