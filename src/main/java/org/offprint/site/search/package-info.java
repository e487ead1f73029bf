/** The page that searches articles. */
package org.offprint.site.search;
