/** Tokenizer that splits printed references into tokens, words and identifiers. */
package org.offprint.references.tokens;
