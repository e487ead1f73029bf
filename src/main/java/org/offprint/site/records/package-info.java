/** Published records as pages read them. */
package org.offprint.site.records;
