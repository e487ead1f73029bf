/**
 * Command line interface for starting the service with its database, sending imports, restoring backups, and moving or
 * checking files.
 */
package org.offprint.app.cli;
