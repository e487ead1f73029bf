/** Files for crawlers: sitemaps (sitemaps.org, protocol 0.9), robots.txt, llms.txt and rules for text and data mining. */
package org.offprint.web.harvest.sitemap;
