/** Index mapping: field names, field weights and the mapping version. */
package org.offprint.search.lucene.mapping;
