/** REST resources for usage tables and for usage events that front ends report. */
package org.offprint.web.api.usage;
