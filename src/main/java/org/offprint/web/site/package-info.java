/** The built-in site: server-rendered pages for readers. */
package org.offprint.web.site;
