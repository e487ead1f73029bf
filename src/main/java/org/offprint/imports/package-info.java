/** Import jobs: read uploaded files record by record and store the records under the same rules as the API. */
package org.offprint.imports;
