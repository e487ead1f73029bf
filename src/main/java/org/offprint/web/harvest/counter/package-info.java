/** COUNTER API, which provides usage reports to libraries. */
package org.offprint.web.harvest.counter;
