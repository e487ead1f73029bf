/** Functions on plain text, such as folding, transliteration, percent-encoding and nearest-name search. */
package org.offprint.kernel.text;
