/**
 * Storage of a batch of journals, issues, affiliations and articles, including the publication of articles and issues.
 */
package org.offprint.imports.storing;
