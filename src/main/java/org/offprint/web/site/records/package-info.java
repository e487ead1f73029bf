/** Queries for the published records displayed on site pages. */
package org.offprint.web.site.records;
