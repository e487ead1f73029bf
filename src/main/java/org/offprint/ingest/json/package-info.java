/** JSON as imports read it: record by record, with what no reader took told at the end. */
package org.offprint.ingest.json;
