/** REST resources for issue records, lists, publication and tables of contents. */
package org.offprint.web.api.issues;
