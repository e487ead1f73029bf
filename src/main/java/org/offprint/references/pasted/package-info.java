/** Parser that splits pasted reference lists into individual references and expands repeated authors. */
package org.offprint.references.pasted;
