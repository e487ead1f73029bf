/** Plain text functions: folding, transliteration, percent-encoding and nearest-name search. */
package org.offprint.kernel.text;
