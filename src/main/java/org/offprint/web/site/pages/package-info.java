/** Rendering of site pages: page frame, interface languages and templates. */
package org.offprint.web.site.pages;
