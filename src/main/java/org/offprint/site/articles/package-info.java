/** The page of an article, its files, its versions and its citations. */
package org.offprint.site.articles;
