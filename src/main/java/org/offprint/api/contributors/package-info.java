/** The people who contributed to published articles. */
package org.offprint.api.contributors;
