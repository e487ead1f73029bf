/** SQL access inside transactions, JSON columns, replica reads and stored secrets. */
package org.offprint.platform.database.sql;
