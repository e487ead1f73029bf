/** Problem documents, their individual errors, and the exception that ends a request with a problem document. */
package org.offprint.kernel.faults;
