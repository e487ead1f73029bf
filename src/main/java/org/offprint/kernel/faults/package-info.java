/** Problem documents, their individual errors, and the exception that ends a request with one. */
package org.offprint.kernel.faults;
