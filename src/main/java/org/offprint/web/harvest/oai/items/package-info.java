/** Stored OAI-PMH items, with datestamps, sets, list sizes and previous states. */
package org.offprint.web.harvest.oai.items;
