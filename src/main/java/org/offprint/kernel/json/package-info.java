/** Bounded parsing, patching and comparison of JSON, and binding to records with all findings in one report. */
package org.offprint.kernel.json;
