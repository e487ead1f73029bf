/** Search page, and pages with the works of a person, an organization or a keyword. */
package org.offprint.web.site.works;
