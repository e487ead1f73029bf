/** Reader for affiliations in CSV and writer for articles as CSV. */
package org.offprint.formats.csv;
