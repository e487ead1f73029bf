/** REST resources and HTML pages for the confirmation of ORCID iDs. */
package org.offprint.web.api.confirmations;
