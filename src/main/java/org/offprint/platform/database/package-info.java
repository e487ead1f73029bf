/** Selects the PostgreSQL server and manages the data directory. */
package org.offprint.platform.database;
