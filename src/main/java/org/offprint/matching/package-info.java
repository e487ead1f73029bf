/**
 * Recognises organizations in printed affiliations: asks the index for what is called so and weighs the hits.
 * Precision comes before recall.
 */
package org.offprint.matching;
