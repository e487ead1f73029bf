/** Conversion of index records to Lucene documents. */
package org.offprint.search.lucene.documents;
