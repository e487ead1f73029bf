/** Reads affiliations from CSV and writes articles as CSV. */
package org.offprint.formats.csv;
