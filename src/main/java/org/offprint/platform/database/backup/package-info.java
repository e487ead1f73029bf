/** Backup and restore of the whole store as JSON lines. See {@code docs/backup.md}. */
package org.offprint.platform.database.backup;
