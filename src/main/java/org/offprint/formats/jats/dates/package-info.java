/** Dates and the history of an article in JATS: readers and writers. */
package org.offprint.formats.jats.dates;
