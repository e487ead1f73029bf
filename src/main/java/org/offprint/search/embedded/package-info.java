/** Embedded search engine with a Lucene index on the local disk of each node. */
package org.offprint.search.embedded;
