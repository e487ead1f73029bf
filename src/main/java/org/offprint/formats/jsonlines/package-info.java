/** Reader for JSON Lines in the format that Offprint exports. */
package org.offprint.formats.jsonlines;
