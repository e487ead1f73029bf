/** Formatted citations in the public styles of the Citation Style Language. */
package org.offprint.formats.citations;
