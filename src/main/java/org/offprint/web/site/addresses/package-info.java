/** Resolution of page URLs, such as DOIs, URLs of a previous site and redirects. */
package org.offprint.web.site.addresses;
