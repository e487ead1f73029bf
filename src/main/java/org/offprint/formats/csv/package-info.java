/** Tables: reads affiliations, writes articles. */
package org.offprint.formats.csv;
