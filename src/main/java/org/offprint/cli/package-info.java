/** The command line: the start of the service with its database, imports and restores. */
package org.offprint.cli;
