/** Services based on published records: citations, readiness checks, registration and usage statistics. */
package org.offprint.services;
