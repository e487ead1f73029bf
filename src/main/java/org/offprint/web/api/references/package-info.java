/** Reference resources, for parsing, matching, links and citing articles. */
package org.offprint.web.api.references;
