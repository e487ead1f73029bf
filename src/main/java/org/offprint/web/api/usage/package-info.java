/** Usage resources, for event reports from front ends and for usage tables. */
package org.offprint.web.api.usage;
