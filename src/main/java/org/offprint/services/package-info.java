/** Services for published records, such as citations, readiness checks, registration and usage statistics. */
package org.offprint.services;
