/** Redirects from DOIs, URLs of former sites and outdated paths to current pages. */
package org.offprint.web.site.addresses;
