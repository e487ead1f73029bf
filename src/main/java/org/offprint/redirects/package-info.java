/** Paths of old that lead on. */
package org.offprint.redirects;
