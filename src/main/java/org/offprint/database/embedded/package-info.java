/**
 * The embedded PostgreSQL: the store of a service that no other database was given to.
 *
 * <p>A data directory holds {@code lock} (one instance at a time), {@code password} (of the only role),
 * {@code pg-18.6.0} (the programs, made again when missing), {@code data} (the cluster: what to keep) and its log in
 * {@code data/log}.
 */
package org.offprint.database.embedded;
