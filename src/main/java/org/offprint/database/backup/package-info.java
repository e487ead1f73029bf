/**
 * Backup and restore of the whole store, as lines of JSON. {@code docs/backup.md} describes the file.
 *
 * <p>A row is written by {@code row_to_json} and read by {@code json_populate_record}, both of PostgreSQL, so that every
 * value comes back as it was, to the byte and to the microsecond, on another version of PostgreSQL too.
 */
package org.offprint.database.backup;
