/** Registration resources, for accounts, plans, registrations and runs. */
package org.offprint.web.api.registration;
