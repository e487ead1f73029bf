/** REST resources for file uploads, downloads and lists, and for article packages. */
package org.offprint.web.api.files;
