/** The COUNTER API, by which libraries and their services fetch reports of usage. */
package org.offprint.harvest.counter;
