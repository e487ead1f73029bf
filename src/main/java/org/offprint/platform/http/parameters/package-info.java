/** Strict parsing of query parameters, which rejects unknown names and reports all invalid values together. */
package org.offprint.platform.http.parameters;
