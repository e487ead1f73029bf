/** Services for published records, for example citations, readiness checks, registration and usage statistics. */
package org.offprint.services;
