/** Full texts of articles that are held here: which source they are made of, and the store of what was made. */
package org.offprint.fulltext.stored;
