/** Plain text as imports read it: line by line, in bounds. */
package org.offprint.ingest.text;
