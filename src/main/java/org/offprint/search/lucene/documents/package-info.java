/** Builds Lucene documents from index records. */
package org.offprint.search.lucene.documents;
