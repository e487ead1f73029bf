/** Suggestions for missing reference members, based on the printed text. */
package org.offprint.references.suggestions;
