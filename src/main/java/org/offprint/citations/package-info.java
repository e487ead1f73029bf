/**
 * Links of references to the articles that they mean, and what cites each article. Precision comes before recall: what
 * is not sure is no link.
 */
package org.offprint.citations;
