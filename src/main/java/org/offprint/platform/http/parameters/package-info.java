/** Strict query parameters, which reject unknown names and report all invalid values together. */
package org.offprint.platform.http.parameters;
