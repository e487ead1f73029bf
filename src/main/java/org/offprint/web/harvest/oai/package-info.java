/** OAI-PMH 2.0 provider. Section numbers in comments refer to the OAI-PMH specification of 2015-01-08. */
package org.offprint.web.harvest.oai;
