/**
 * Completion of the generated OpenAPI document with shared responses, headers, examples and limits, and contracts for
 * each audience.
 */
package org.offprint.web.api.contract;
