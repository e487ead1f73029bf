/** The operator's own look of the site: files of a folder that stand in for the built-in ones or add to them. */
package org.offprint.site.theme;
