/** Search page and work lists of a person, an organization or a keyword. */
package org.offprint.web.site.works;
