/**
 * Command line of the program. Starts the service with its database, sends imports, restores backups and checks files.
 */
package org.offprint.app.cli;
