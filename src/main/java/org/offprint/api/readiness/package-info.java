/** Readiness of records for indexers under {@code /v1}. */
package org.offprint.api.readiness;
