/** Parser that splits pasted reference lists into single references and expands repeated authors. */
package org.offprint.references.pasted;
