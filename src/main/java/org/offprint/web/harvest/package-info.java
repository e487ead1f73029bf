/** Harvesting protocols: OAI-PMH, COUNTER API, Atom feeds, sitemaps and bulk export. */
package org.offprint.web.harvest;
