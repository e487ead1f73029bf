/** Text utilities for import and export formats, such as bounded line reading, inline markup, dates and names. */
package org.offprint.formats.text;
