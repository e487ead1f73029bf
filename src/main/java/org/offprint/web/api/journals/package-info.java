/** Journal and redirect resources. */
package org.offprint.web.api.journals;
