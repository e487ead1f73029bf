/** People who sign in, as they see themselves and as admins give them rights. */
package org.offprint.api.people;
