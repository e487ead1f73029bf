/** Problem documents (RFC 9457) for every error. */
package org.offprint.http.problem;
