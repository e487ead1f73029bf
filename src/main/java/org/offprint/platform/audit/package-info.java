/** Tamper-evident audit trail of changes to keys, roles, settings, merges and backups, secured by a hash chain. */
package org.offprint.platform.audit;
