/**
 * Imports: reads files of other formats record by record and stores what they hold, by the same readers and rules as
 * the resources. {@link org.offprint.ingest.ImportFormats} is the table of formats.
 */
package org.offprint.ingest;
