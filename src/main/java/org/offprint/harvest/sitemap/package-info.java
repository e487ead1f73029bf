/** Sitemaps for search engines (sitemaps.org, protocol 0.9). */
package org.offprint.harvest.sitemap;
