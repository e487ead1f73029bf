/** Registrations with services, their accounts and the plans of journals under {@code /v1}. */
package org.offprint.api.registration;
