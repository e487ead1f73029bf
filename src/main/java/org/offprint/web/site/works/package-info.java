/** Search page, and pages that list the works of a person or organization or with a keyword. */
package org.offprint.web.site.works;
