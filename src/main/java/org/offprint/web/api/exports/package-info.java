/** Responses with articles in export formats and citation styles. */
package org.offprint.web.api.exports;
