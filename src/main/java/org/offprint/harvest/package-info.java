/** Harvesting: OAI-PMH, feeds, sitemap, everything at once. */
package org.offprint.harvest;
