/** Index schema: record kinds, fields, sort orders and values. */
package org.offprint.search.schema;
