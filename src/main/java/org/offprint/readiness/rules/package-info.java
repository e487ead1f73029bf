/** The rules of indexing services, by indexer; each looks at a record and says whether the record meets it. */
package org.offprint.readiness.rules;
