/** Completion of the generated OpenAPI document with shared responses, headers, examples and limits. */
package org.offprint.web.api.contract;
