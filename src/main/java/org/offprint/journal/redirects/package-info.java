/** Redirects from addresses of a previous site. */
package org.offprint.journal.redirects;
