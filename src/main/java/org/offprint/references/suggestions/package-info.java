/** Parts of references that follow from their printed words, beside those that are stated. */
package org.offprint.references.suggestions;
