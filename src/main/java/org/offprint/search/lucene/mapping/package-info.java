/** The mapping: names of fields, their weights, and the version that tells an old index. */
package org.offprint.search.lucene.mapping;
