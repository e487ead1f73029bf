/** Keys that identify the same journal, issue, article or organization in two records. */
package org.offprint.imports.keys;
