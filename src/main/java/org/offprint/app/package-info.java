/** Main program, with the command line, health checks, metrics and the sample journal. */
package org.offprint.app;
