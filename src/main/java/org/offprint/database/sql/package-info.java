/** Plain SQL inside of transactions, stored JSON, and the secrets that the store keeps. */
package org.offprint.database.sql;
