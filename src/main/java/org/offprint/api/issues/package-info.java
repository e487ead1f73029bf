/** Issues over HTTP: lists, records, publication and tables of contents. */
package org.offprint.api.issues;
