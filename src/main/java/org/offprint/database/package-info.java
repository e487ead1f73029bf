/** The store: which PostgreSQL is used, and the tree of the data directory. */
package org.offprint.database;
