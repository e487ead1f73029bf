/** Lucene documents of index records: fields, term streams and weighted term counts. */
package org.offprint.search.lucene.documents;
