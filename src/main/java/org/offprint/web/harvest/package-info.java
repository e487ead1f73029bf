/** Harvesting protocols: OAI-PMH, COUNTER API, feeds, sitemaps and bulk export. */
package org.offprint.web.harvest;
