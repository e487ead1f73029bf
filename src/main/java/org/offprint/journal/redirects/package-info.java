/** Redirects from URLs of a previous site. */
package org.offprint.journal.redirects;
