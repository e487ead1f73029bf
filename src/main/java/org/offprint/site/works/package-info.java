/** The works of a person or an organization, or on a keyword. */
package org.offprint.site.works;
