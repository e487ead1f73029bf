/** The people who contributed to what is published. */
package org.offprint.api.contributors;
