/** Issues: editable records, request data and API views, and scheduled publication. */
package org.offprint.journal.issues;
