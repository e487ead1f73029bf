/** ORCID confirmation resources for editors and contributors. */
package org.offprint.web.api.confirmations;
