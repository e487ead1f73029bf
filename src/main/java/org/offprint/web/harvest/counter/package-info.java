/** COUNTER API with usage reports for libraries. */
package org.offprint.web.harvest.counter;
