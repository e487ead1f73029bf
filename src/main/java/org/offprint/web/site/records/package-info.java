/** Published records in the form that site pages read. */
package org.offprint.web.site.records;
