/** REST resources for the readiness of articles, issues and journals. */
package org.offprint.web.api.readiness;
