/** The audit trail: who did what to keys, roles, settings, merges and backups, in a chain of hashes. */
package org.offprint.audit;
