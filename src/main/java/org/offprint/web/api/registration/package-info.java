/** REST resources for registration accounts, plans, registrations and runs. */
package org.offprint.web.api.registration;
