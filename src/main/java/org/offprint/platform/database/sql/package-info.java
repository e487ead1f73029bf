/** SQL access inside transactions, stored JSON, replica reads and stored secrets. */
package org.offprint.platform.database.sql;
