/** Issue resources, for lists, records, publication and tables of contents. */
package org.offprint.web.api.issues;
