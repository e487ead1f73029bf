/** Plain text functions, such as folding, transliteration, percent-encoding and nearest-name search. */
package org.offprint.kernel.text;
