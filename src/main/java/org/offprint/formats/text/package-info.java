/** Reads text line by line in bounds, with inline markup and names of languages. */
package org.offprint.formats.text;
