/** Reads JATS and its forerunners. What is placed is marked in the tree of the article; the rest is told. */
package org.offprint.ingest.jats;
