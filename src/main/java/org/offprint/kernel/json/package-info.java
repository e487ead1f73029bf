/**
 * Bounded parsing, patching and comparison of JSON, and binding of JSON to records that reports all errors together.
 */
package org.offprint.kernel.json;
