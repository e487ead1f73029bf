/** Bounded parsing, patching and comparison of JSON, and data binding that reports all errors together. */
package org.offprint.kernel.json;
