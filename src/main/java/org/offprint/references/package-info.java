/** Parser of printed references, which combines a trained sequence model with correction rules. */
package org.offprint.references;
