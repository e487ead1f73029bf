/** REST resources for registration accounts, registration plans, registrations and registration runs. */
package org.offprint.web.api.registration;
