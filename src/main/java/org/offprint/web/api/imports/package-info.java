/** Import resources, which create, describe and cancel import jobs. */
package org.offprint.web.api.imports;
