/** Runs the embedded PostgreSQL server if no external database is configured. */
package org.offprint.platform.database.embedded;
