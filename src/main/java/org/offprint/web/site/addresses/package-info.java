/** Redirects from DOIs, former site URLs and outdated paths to current pages. */
package org.offprint.web.site.addresses;
