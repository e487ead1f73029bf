/** Addresses that lead to pages: by DOI, of sites of old, and redirects that editors list. */
package org.offprint.site.addresses;
