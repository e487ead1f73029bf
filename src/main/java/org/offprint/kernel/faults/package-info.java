/** Problem documents with their individual errors, and the exception for returning a problem document. */
package org.offprint.kernel.faults;
