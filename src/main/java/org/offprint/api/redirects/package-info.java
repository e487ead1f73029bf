/** The list of redirects, for admins. */
package org.offprint.api.redirects;
