/** Import jobs, which read uploaded files and store their records under the same rules as the API. */
package org.offprint.imports;
