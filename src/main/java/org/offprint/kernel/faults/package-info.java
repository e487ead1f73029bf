/** Findings, problems and the exception that carries them to a client. */
package org.offprint.kernel.faults;
