/** The audit trail as admins read it. */
package org.offprint.api.audit;
