/** Resolves page addresses: DOIs, addresses of a previous site and redirects. */
package org.offprint.web.site.addresses;
