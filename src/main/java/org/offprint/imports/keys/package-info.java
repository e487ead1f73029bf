/** Keys by which two records name the same journal, issue or organization. */
package org.offprint.imports.keys;
