/** Completes the generated OpenAPI document: shared responses, headers, examples and limits. */
package org.offprint.web.api.contract;
