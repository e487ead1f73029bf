/** Comparison of a printed reference with a candidate work. */
package org.offprint.services.citations.resemblance;
