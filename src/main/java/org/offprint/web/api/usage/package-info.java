/** Usage resources: event reports from front ends and usage tables. */
package org.offprint.web.api.usage;
