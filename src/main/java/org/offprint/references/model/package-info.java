/** Trained model that labels the tokens of a reference. */
package org.offprint.references.model;
