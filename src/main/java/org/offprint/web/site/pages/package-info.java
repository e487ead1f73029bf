/** Page frame, languages, templates and rendering. */
package org.offprint.web.site.pages;
