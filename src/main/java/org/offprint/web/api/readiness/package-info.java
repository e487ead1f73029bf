/** Readiness resources for articles, issues and journals. */
package org.offprint.web.api.readiness;
