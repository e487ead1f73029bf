/** Labels the tokens of a reference with a trained model. */
package org.offprint.references.model;
