/** REST resources that create, list and cancel import jobs. */
package org.offprint.web.api.imports;
