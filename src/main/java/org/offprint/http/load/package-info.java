/** Bounds on processors and memory that requests take together, so that some of them leave room for all others. */
package org.offprint.http.load;
