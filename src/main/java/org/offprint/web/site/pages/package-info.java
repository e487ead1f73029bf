/** Page frame, languages, templates and the page cache. */
package org.offprint.web.site.pages;
