/** Backup and restore of the whole store as JSON Lines. See {@code docs/backup.md}. */
package org.offprint.platform.database.backup;
