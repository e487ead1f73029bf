/** The JATS file as a tree, and what leads where in it. */
package org.offprint.fulltext.source;
