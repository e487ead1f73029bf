/** Frame, languages, templates and rendering of site pages. */
package org.offprint.web.site.pages;
