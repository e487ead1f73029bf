/** REST resources for journals and redirects. */
package org.offprint.web.api.journals;
