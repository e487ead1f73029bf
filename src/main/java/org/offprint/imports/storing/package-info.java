/** Storage of a batch of journals, issues, affiliations and articles, including their publication. */
package org.offprint.imports.storing;
