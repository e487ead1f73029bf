/** Selection of the PostgreSQL server and management of the data directory. */
package org.offprint.platform.database;
