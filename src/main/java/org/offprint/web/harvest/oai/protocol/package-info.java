/** OAI-PMH requests, verbs, errors, dates, identifiers and resumption tokens. */
package org.offprint.web.harvest.oai.protocol;
