/** Import resources: upload, inspect and cancel import jobs. */
package org.offprint.web.api.imports;
