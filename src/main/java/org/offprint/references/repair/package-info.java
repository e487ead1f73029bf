/** Rules that convert labeled tokens to parts of a reference and correct these parts. */
package org.offprint.references.repair;
