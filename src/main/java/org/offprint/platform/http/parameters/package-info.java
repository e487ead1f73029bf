/** Strict query parameters: rejects unknown names and reports all invalid values together. */
package org.offprint.platform.http.parameters;
