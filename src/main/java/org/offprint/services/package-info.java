/** Services on top of published records: citations, readiness, registration and usage statistics. */
package org.offprint.services;
