/** The schema of an index: kinds of records, fields, orders and values. */
package org.offprint.search.schema;
