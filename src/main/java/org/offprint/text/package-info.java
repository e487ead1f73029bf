/** Plain text: folding, transliteration, percent encoding and the nearest of several names. */
package org.offprint.text;
