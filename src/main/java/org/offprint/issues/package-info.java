/** Issues: the record that editors keep, its input and view, its schedule. */
package org.offprint.issues;
