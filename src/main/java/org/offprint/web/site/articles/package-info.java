/** Pages of articles, files, versions and citations. */
package org.offprint.web.site.articles;
