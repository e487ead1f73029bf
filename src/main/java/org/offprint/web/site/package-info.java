/** Built-in site with server-rendered pages for readers. */
package org.offprint.web.site;
