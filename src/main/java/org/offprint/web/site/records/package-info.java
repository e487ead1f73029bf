/** Published records in the form that pages read. */
package org.offprint.web.site.records;
