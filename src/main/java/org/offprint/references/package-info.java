/** Parses cited references with a trained sequence model and repair rules. */
package org.offprint.references;
