/** Sitemaps for search engines (sitemaps.org, protocol 0.9). */
package org.offprint.web.harvest.sitemap;
