/**
 * Recognises organizations in affiliations as they are printed: takes the words apart, asks the index for organizations
 * that are called so, and weighs what it finds. Precision comes before recall.
 */
package org.offprint.search.matching;
