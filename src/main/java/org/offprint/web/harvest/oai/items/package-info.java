/** Stored OAI-PMH items, with datestamps, sets, list sizes and former states. */
package org.offprint.web.harvest.oai.items;
