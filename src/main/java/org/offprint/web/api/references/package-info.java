/** REST resources for references: parsing, matching, links and related articles. */
package org.offprint.web.api.references;
