/**
 * Search engine that stores Lucene documents in an OpenSearch cluster and sends queries to the cluster. The documents
 * and queries are the same as in the embedded search engine.
 */
package org.offprint.search.opensearch;
