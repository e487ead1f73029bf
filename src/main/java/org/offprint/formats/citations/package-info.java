/** Formatted citations in the styles of the Citation Style Language. */
package org.offprint.formats.citations;
