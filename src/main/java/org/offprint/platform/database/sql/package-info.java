/** SQL access inside transactions, JSON columns, reads from a replica, and stored secrets. */
package org.offprint.platform.database.sql;
