/**
 * Takes cited references as printed apart: tokens, a trained model that labels them, and rules for what needs no model. A
 * parse is a suggestion and a pure function of the words and the model.
 */
package org.offprint.references;
