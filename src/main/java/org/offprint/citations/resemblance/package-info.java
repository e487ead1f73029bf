/** How much of a work a printed reference says, whether the work is held here or elsewhere. */
package org.offprint.citations.resemblance;
