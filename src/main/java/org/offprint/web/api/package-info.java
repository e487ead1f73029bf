/** REST resources under {@code /v1}, one package per subject. */
package org.offprint.web.api;
