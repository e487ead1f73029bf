/** Queries for published records that site pages show. */
package org.offprint.web.site.records;
