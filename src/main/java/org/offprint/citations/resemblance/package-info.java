/** Weighs a printed reference against a work, which is held here or elsewhere. */
package org.offprint.citations.resemblance;
