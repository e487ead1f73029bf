/** Home page, journal and issue pages, and static pages. */
package org.offprint.web.site.journals;
