/** Stores a batch: journals, issues, affiliations, articles and their publication. */
package org.offprint.imports.storing;
