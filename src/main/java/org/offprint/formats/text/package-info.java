/** Bounded line reading, inline markup and language names for text formats. */
package org.offprint.formats.text;
