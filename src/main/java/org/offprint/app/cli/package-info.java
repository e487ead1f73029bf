/**
 * Command line of the program. The commands start the service with its database, send imports, restore backups and
 * check files.
 */
package org.offprint.app.cli;
