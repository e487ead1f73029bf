/** Command line, which starts the service with its database, sends imports, restores backups and checks files. */
package org.offprint.app.cli;
