/** REST resources of {@code /v1}, one folder per subject. */
package org.offprint.web.api;
