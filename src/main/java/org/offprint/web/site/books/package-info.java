/** E-books of articles and issues in EPUB, whose chapters are rendered like the article pages of the site. */
package org.offprint.web.site.books;
