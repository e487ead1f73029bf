/** The items of OAI-PMH as they are stored: stamps, sets, sizes of lists, former states. */
package org.offprint.harvest.oai.items;
