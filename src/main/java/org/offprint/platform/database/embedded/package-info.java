/** Embedded PostgreSQL server, which runs if no external database is configured. */
package org.offprint.platform.database.embedded;
