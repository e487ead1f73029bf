/** Stored OAI-PMH items: datestamps, sets, list sizes and previous states. */
package org.offprint.web.harvest.oai.items;
