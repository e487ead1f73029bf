/** The protocol of OAI-PMH: requests, verbs, faults, dates, identifiers and resumption tokens. */
package org.offprint.harvest.oai.protocol;
