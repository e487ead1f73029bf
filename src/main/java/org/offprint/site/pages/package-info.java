/** Pages of the site: their frame, their languages, their templates, and the memory that keeps them. */
package org.offprint.site.pages;
