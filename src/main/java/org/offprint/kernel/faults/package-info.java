/** Findings, problem documents, and the exception that ends a request with a problem document. */
package org.offprint.kernel.faults;
