/** Accounts with registration services, and the plans of journals. */
package org.offprint.registration.accounts;
