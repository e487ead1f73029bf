/** Published articles as packages for preservation and for other services. */
package org.offprint.api.packages;
