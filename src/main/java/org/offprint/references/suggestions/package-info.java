/** Suggests missing members of a reference from its printed text. */
package org.offprint.references.suggestions;
