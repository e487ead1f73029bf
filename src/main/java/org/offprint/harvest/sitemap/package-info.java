/** Where readers find articles, for search engines (sitemaps.org, protocol 0.9). */
package org.offprint.harvest.sitemap;
