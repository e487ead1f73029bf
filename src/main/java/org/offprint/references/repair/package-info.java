/** Rules that convert labeled tokens to parts of a reference and correct the parts. */
package org.offprint.references.repair;
