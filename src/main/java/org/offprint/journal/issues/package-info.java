/** Issues, with the editable record, its input and view, and its publication schedule. */
package org.offprint.journal.issues;
