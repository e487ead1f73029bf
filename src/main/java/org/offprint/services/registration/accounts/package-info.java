/** Accounts at registration services, and the registration plans of journals. */
package org.offprint.services.registration.accounts;
